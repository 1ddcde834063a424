/**
 * Compiles src and certs-test into dist, and copies what is not TypeScript (SQL, CSS, data) beside it.
 * With --if-stale it does so only when a source is newer than the last build, so that `npm run parvis` starts at once.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const SOURCES = ['src', 'certs-test']
const INPUTS = ['package.json', 'tsconfig.json']
/** Holds the instant at which the build began: what was edited meanwhile is newer. */
const STAMP = '.built'

const files = SOURCES.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join('certs-test', 'out')))
    .map((entry) => join(entry.parentPath, entry.name)),
)

if (process.argv.includes('--if-stale') && existsSync(join('dist', STAMP))) {
  const builtAt = Number(readFileSync(join('dist', STAMP), 'utf8'))
  if ([...files, ...INPUTS].every((file) => statSync(file).mtimeMs < builtAt)) process.exit(0)
}

// Built beside the former one and put in its place when whole: what runs from it meanwhile finds every file.
const startedAt = Date.now()
const made = `dist.${process.pid}`
const former = `${made}.former`
const tsc = spawnSync(process.execPath, ['node_modules/@typescript/native/bin/tsc', '-p', '.', '--outDir', made], {
  stdio: 'inherit',
})
if (tsc.status === 0) {
  for (const file of files) {
    if (!['.ts', '.tsx', '.md'].includes(extname(file))) cpSync(file, join(made, file))
  }
  writeFileSync(join(made, STAMP), String(startedAt))
  if (existsSync('dist')) renameSync('dist', former)
  renameSync(made, 'dist')
}
for (const folder of [made, former]) rmSync(folder, { recursive: true, force: true })
process.exitCode = tsc.status ?? 1
