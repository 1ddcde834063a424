/** `npm run bench` lists the figures, `npm run bench -- NAME` measures one; the rest of the line goes to it. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const [name, ...rest] = process.argv.slice(2)
const names = readdirSync(import.meta.dirname)
  .filter((file) => /\.(ts|mjs)$/.test(file) && file !== 'run.ts')
  .map((file) => file.replace(/\.\w+$/, ''))

if (name === undefined || !names.includes(name)) {
  console.log(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`)
  process.exitCode = name === undefined ? 0 : 2
} else {
  const file = readdirSync(import.meta.dirname).find((each) => each.startsWith(`${name}.`)) ?? ''
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...rest], { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
