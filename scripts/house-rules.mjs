/** Rules about files and text that no linter knows, looked for in what git tracks or would track. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const LONGEST_FILE_LINES = 300
const DRAWERS = /(^|\/)(utils?|helpers?|common|core|services|managers?|types)\//
const CODE = /\.(ts|tsx|mjs|cjs)$/
const WRITTEN = /^(src|certs-test|test|scripts)\//
const LOCK = 'package-lock.json'
const PRIVATE_KEY = /^-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n[A-Za-z0-9+/=\r\n]{40}/m

/** Each rule says what is wrong with a file, or nothing. */
const RULES = [
  ({ path }) => DRAWERS.test(path) && 'lies in a drawer: name the folder after what its things are about',
  ({ path, lines }) =>
    WRITTEN.test(path) &&
    CODE.test(path) &&
    lines.length > LONGEST_FILE_LINES &&
    `has ${lines.length} lines: split it by rule, ${LONGEST_FILE_LINES} at most`,
  ({ text }) => PRIVATE_KEY.test(text) && 'holds a private key: make keys at run time, in an ignored folder',
  ({ path, text }) =>
    path === LOCK &&
    /"resolved": *"/.test(text) &&
    'names the host of a registry ("resolved"): install with the .npmrc of this project',
  ({ path, lines }) => path !== LOCK && at(lines, (line) => line.includes(HERE), 'names a folder of this machine'),
  ({ path, lines }) => WRITTEN.test(path) && at(lines, (line) => UNDONE.test(line), 'leaves something undone'),
]

/** Folders that every machine has may be named; whatever else this checkout lies in may not. */
const EVERYWHERE = /^\/(opt|usr|usr\/src|usr\/local|tmp|srv|var|var\/lib|home|root|mnt|app)?$/
const HERE = `${EVERYWHERE.test(dirname(resolve('.'))) ? resolve('.') : dirname(resolve('.'))}/`
const UNDONE = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`)

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(path))

let mistakes = 0
for (const path of files) {
  const text = readFileSync(path, 'utf8')
  const file = { path, text, lines: text.trimEnd().split('\n') }
  for (const rule of RULES) {
    const mistake = rule(file)
    if (!mistake) continue
    mistakes += 1
    console.log(`${path} ${mistake}`)
  }
}
console.log(`${files.length} files, ${mistakes} mistakes`)
process.exitCode = files.length === 0 || mistakes > 0 ? 1 : 0

/** @returns the mistake with the first line that has it. */
function at(lines, hasIt, mistake) {
  const index = lines.findIndex(hasIt)
  return index >= 0 && `${mistake} (line ${index + 1})`
}
