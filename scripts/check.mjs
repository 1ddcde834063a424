/** The static half of the gate: every check at once, one line each, and the whole output of those that failed. */
import { spawn } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

const CHECKS = {
  types: ['tsc', '-p', 'tsconfig.everything.json', '--pretty', 'false'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  format: ['biome', 'ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=50', '.'],
  'import rules': ['node', 'scripts/import-rules.mjs'],
  'dead code': ['knip', '--no-config-hints'],
  'house rules': ['node', 'scripts/house-rules.mjs'],
  'generated docs': ['node', 'scripts/docs.mjs', '--check'],
}

const env = { ...process.env, PATH: resolve('node_modules/.bin') + delimiter + process.env.PATH, NO_COLOR: '1' }

const results = await Promise.all(Object.entries(CHECKS).map(([name, command]) => run(name, command)))
const failed = results.filter(({ status }) => status !== 0)
for (const { name, output } of failed) console.log(`\n--- ${name}\n${output.trim()}`)
console.log(failed.length === 0 ? 'All static checks pass.' : `\nFailed: ${failed.map(({ name }) => name).join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

function run(name, [program, ...options]) {
  const startedAt = performance.now()
  return new Promise((done) => {
    let output = ''
    const child = spawn(program, options, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => end(1, `${error.message}: run npm ci`))
    child.on('close', (code) => end(code ?? 1, output))

    function end(status, text) {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${status === 0 ? 'pass' : 'FAIL'}  ${name.padEnd(15)} ${seconds} s`)
      done({ name, status, output: text })
    }
  })
}
