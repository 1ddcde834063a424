/**
 * Compiles src and certs-test into dist, and copies what is not TypeScript (SQL, CSS, data) beside it.
 * With --if-stale it does so only when a source is newer than the last build, so that `npm run parvis` starts at once.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const SOURCES = ['src', 'certs-test']
const INPUTS = ['package.json', 'tsconfig.json']
const STAMP = 'dist/.built'

const files = SOURCES.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join('certs-test', 'out')))
    .map((entry) => join(entry.parentPath, entry.name)),
)

if (process.argv.includes('--if-stale') && existsSync(STAMP)) {
  const builtAt = statSync(STAMP).mtimeMs
  if ([...files, ...INPUTS].every((file) => statSync(file).mtimeMs < builtAt)) process.exit(0)
}

rmSync('dist', { recursive: true, force: true })
const tsc = spawnSync(process.execPath, ['node_modules/@typescript/native/bin/tsc', '-p', '.'], { stdio: 'inherit' })
if (tsc.status !== 0) process.exit(tsc.status ?? 1)
for (const file of files) {
  if (!['.ts', '.tsx', '.md'].includes(extname(file))) cpSync(file, join('dist', file))
}
writeFileSync(STAMP, '')
