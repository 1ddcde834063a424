import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { capturedContext } from './captured-context.ts'

it('parvis migrate makes the database once, and says so', async () => {
  const file = join(temporaryFolder(), 'new', 'parvis.sqlite')
  const migrate = async () => {
    const context = capturedContext({ PARVIS_MODE: 'demo', PARVIS_DATABASE_URL: `sqlite:${file}` })
    return { status: await runCommandLine(['migrate'], context), printed: context.printed() }
  }
  expect(await migrate()).toEqual({
    status: 0,
    printed: expect.stringMatching(/^(applied \d{4}_\w+\.sql\n)+The schema is up to date\.\n$/),
  })
  expect(existsSync(file)).toBe(true)
  expect(await migrate()).toEqual({ status: 0, printed: 'The schema is up to date.\n' })
})
