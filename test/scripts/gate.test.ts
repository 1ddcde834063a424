import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A project of these files, with the gate of this one. */
function projectOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'scripts'), { recursive: true })
  for (const name of [
    '.oxlintrc.json',
    '.dependency-cruiser.cjs',
    'tsconfig.json',
    'tsconfig.everything.json',
    'package.json',
  ])
    copyFileSync(name, join(folder, name))
  for (const name of ['lint-plugin.mjs', 'import-rules.mjs', 'house-rules.mjs'])
    copyFileSync(join('scripts', name), join(folder, 'scripts', name))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  return folder
}

function run(folder: string, ...command: [string, ...string[]]) {
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { cwd: folder, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

describe('lint', () => {
  const forbidden: readonly (readonly [path: string, code: string, remedy: string])[] = [
    ['src/people/now.ts', 'export const at = Date.now()', 'Take a Clock'],
    ['src/people/date.ts', 'export const at = new Date()', 'Take a Clock'],
    ['src/people/dice.ts', 'export const dice = Math.random()', 'Take a Random'],
    ['src/people/bytes.ts', "export { randomBytes } from 'node:crypto'", 'Take a Random'],
    ['src/people/uuid.ts', "import { randomUUID } from 'node:crypto'\nexport const id = randomUUID()", 'Take a Random'],
    ['src/people/web.ts', 'export const x = crypto.getRandomValues(new Uint8Array(1))', 'Take a Random'],
    ['src/people/env.ts', "export const mode = process.env['MODE']", 'Only src/main.ts touches the process'],
    ['src/commands/argv.ts', 'export const words = process.argv', 'Only src/main.ts touches the process'],
    ['src/people/log.ts', "console.log('x')", 'Return a Failure'],
    ['src/pki/forge.ts', "import forge from 'node-forge'\nexport const x = forge", 'node-forge makes test cards'],
    ['src/pki/later.ts', "export const x = import('node-forge')", 'node-forge makes test cards'],
    ['src/pki/library.ts', "import * as pkijs from 'pkijs'\nexport const x = pkijs", 'reads DER with src/pki/der'],
    ['src/pki/fetch.ts', "export * from 'node:https'", 'Rules do no input or output'],
    ['src/cases/query.ts', "import { sql } from 'kysely'\nexport const x = sql", 'SQL stands in src/storage only'],
    ['src/views/raw.tsx', 'export const x = <p dangerouslySetInnerHTML={{ __html: "" }} />', 'escaped by default'],
  ]
  const allowed: Readonly<Record<string, string>> = {
    'src/adapters/clock.ts': "import { randomBytes } from 'node:crypto'\nexport const x = [Date.now(), randomBytes(1)]",
    'src/people/given.ts':
      "import { createHash } from 'node:crypto'\nexport const x = [new Date(0), createHash('sha256')]",
    'src/main.ts': 'console.log(process.argv)',
    'test/x.ts': 'export const x = Date.now()',
  }
  let messages: ReadonlyMap<string, readonly string[]>
  beforeAll(() => {
    const files = { ...Object.fromEntries(forbidden.map(([path, code]) => [path, code])), ...allowed }
    const { said } = run(projectOf(files), resolve('node_modules/.bin/oxlint'), '--format=json', 'src', 'test')
    const { diagnostics } = JSON.parse(said) as { diagnostics: { filename: string; message: string }[] }
    const byFile = Map.groupBy(diagnostics, ({ filename }) => filename)
    messages = new Map([...byFile].map(([path, found]) => [path, found.map(({ message }) => message)]))
  })

  it.each(forbidden)('names the remedy in %s for %s', (path, _code, remedy) => {
    expect(messages.get(path)).toEqual([expect.stringContaining(remedy)])
  })

  it.each(Object.entries(allowed))('allows in %s: %s', (path) => expect(messages.get(path)).toBeUndefined())
})

describe('the import table', () => {
  const check = (files: Readonly<Record<string, string>>) =>
    run(projectOf(files), process.execPath, 'scripts/import-rules.mjs')
  const good = {
    'src/failures/a.ts': 'export const a = 1\n',
    'src/pki/b.ts': "import { a } from '../failures/a.ts'\nexport const b = a\n",
    'certs-test/c.ts': 'export const c = 1\n',
  }

  it('accepts the arrows that it draws', () =>
    expect(check(good)).toMatchObject({ status: 0, said: '3 modules, 1 imports\n' }))

  it.each([
    ['an arrow backwards', { 'src/failures/a.ts': "export { b as a } from '../pki/b.ts'\n" }, 'arrows-of-failures'],
    [
      'a type too',
      { 'src/ports/c.ts': "import type { b } from '../pki/b.ts'\nexport type C = typeof b\n" },
      'arrows-of-ports',
    ],
    [
      'a cycle',
      { 'src/pki/c.ts': "export { d } from './d.ts'\n", 'src/pki/d.ts': "export { d } from './c.ts'\n" },
      'no-cycle',
    ],
    ['an orphan', { 'src/pki/c.ts': 'export const c = 1\n' }, 'no-orphan'],
    ['a module that is not there', { 'src/pki/c.ts': "export { b } from './nowhere.ts'\n" }, 'resolvable'],
  ])('refuses %s', (_what, files, rule) => {
    const { status, said } = check({ ...good, ...(files as Record<string, string>) })
    expect(status).toBe(1)
    expect(said).toContain(rule)
  })

  it('does not pass on modules that dependency-cruiser does not see, nor on none', () => {
    const blind = "module.exports = { options: { exclude: { path: 'src' } } }\n"
    expect(check({ ...good, '.dependency-cruiser.cjs': blind })).toMatchObject({
      status: 1,
      said: expect.stringContaining('not seen by dependency-cruiser: src/failures/a.ts'),
    })
    expect(check({ 'src/a.md': '', 'certs-test/a.md': '', 'test/a.ts': '' })).toMatchObject({
      status: 1,
      said: expect.stringContaining('no module at all'),
    })
  })
})

describe('the house rules', () => {
  const check = (files: Readonly<Record<string, string>>) => {
    const folder = projectOf({ '.gitignore': 'node_modules\n', ...files })
    run(folder, 'git', 'init', '-q')
    return run(folder, process.execPath, 'scripts/house-rules.mjs')
  }

  it('accept a tidy project', () => expect(check({ 'src/pki/a.ts': 'export {}\n' })).toMatchObject({ status: 0 }))

  const key = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n-----END PRIVATE KEY-----\n`
  it.each([
    ['a drawer', { 'src/utils/a.ts': '' }, 'src/utils/a.ts lies in a drawer'],
    ['a long file', { 'src/pki/a.ts': `${'\n'.repeat(300)}x\n` }, 'has 301 lines'],
    ['a private key', { 'test/a.pem': key }, 'test/a.pem holds a private key'],
    [
      'a registry',
      { 'package-lock.json': '{ "resolved": "https://registry.invalid/x" }' },
      'names the host of a registry',
    ],
    ['something undone', { 'src/pki/a.ts': `// ${'TO'}${'DO'} later\n` }, 'leaves something undone (line 1)'],
  ])('find %s', (_what, files, mistake) => {
    const { status, said } = check(files as unknown as Record<string, string>)
    expect(status).toBe(1)
    expect(said).toContain(mistake)
  })
})
