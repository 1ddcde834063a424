/** Rules about files and text that no linter knows, looked for in what git tracks or would track. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const LONGEST_FILE_LINES = 300
const DRAWERS = /(^|\/)(utils?|helpers?|common|core|services|managers?|types)\//
const CODE = /\.(ts|tsx|mjs|cjs)$/
const GENERATED = 'package-lock.json'

/** Each rule says what is wrong with a file, or nothing. `here` is this checkout's own folder. */
const RULES = [
  ({ path }) => DRAWERS.test(path) && 'lies in a drawer: name the folder after what its things are about',
  ({ path, lines }) =>
    /^(src|certs-test|test)\//.test(path) &&
    CODE.test(path) &&
    lines.length > LONGEST_FILE_LINES &&
    `has ${lines.length} lines: split it by rule, ${LONGEST_FILE_LINES} at most`,
  ({ text }) =>
    /^-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n[A-Za-z0-9+/=\r\n]{40}/m.test(text) &&
    'holds a private key: make keys at run time, in an ignored folder',
  ({ path, text }) =>
    path === GENERATED &&
    /"resolved": *"/.test(text) &&
    'names the host of a registry ("resolved"): install with omit-lockfile-registry-resolved=true (.npmrc)',
  ({ path, lines }) =>
    path !== GENERATED &&
    lineOf(lines, (line) => line.includes(HERE)) &&
    `names a folder of this machine (line ${lineOf(lines, (line) => line.includes(HERE))})`,
  ({ path, lines }) =>
    /^(src|certs-test|test|scripts)\//.test(path) &&
    lineOf(lines, (line) => UNDONE.test(line)) &&
    `leaves something undone (line ${lineOf(lines, (line) => UNDONE.test(line))})`,
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

/** Number of the first line that matches, counted from 1; 0 for none. */
function lineOf(lines, matches) {
  return lines.findIndex(matches) + 1
}
