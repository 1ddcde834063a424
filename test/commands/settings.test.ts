import { describe, expect, it } from 'vitest'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { describeSettings } from '../../src/settings/describe.ts'
import type { Environment } from '../../src/settings/texts.ts'
import { capturedContext } from './captured-context.ts'

async function settings(words: string, env: Environment = { PARVIS_MODE: 'demo' }) {
  const context = capturedContext(env)
  const status = await runCommandLine(['settings', ...words.split(' ')], context)
  return { status, printed: context.printed(), complaints: context.complaints() }
}

describe('parvis settings', () => {
  it('show prints lines that a shell could read back', async () => {
    const { status, printed } = await settings('show')
    expect(status).toBe(0)
    expect(printed).toContain('PARVIS_PORTAL_PORT=8443  # default\n')
    expect(printed).toContain('PARVIS_MODE=demo  # environment\n')
  })

  it('show --json prints an array', async () => {
    const { printed } = await settings('show --json')
    expect(JSON.parse(printed)).toContainEqual({ variable: 'PARVIS_MODE', value: 'demo', source: 'environment' })
  })

  it('check accepts, or lists every mistake on a line of its own', async () => {
    expect(await settings('check')).toMatchObject({ status: 0, printed: 'The settings are acceptable (demo).\n' })
    const refused = await settings('check', { PARVIS_MODE: 'demo', PARVIS_PORTAL_PORT: 'x', PARVIS_WORKERS: '0' })
    expect(refused).toEqual({
      status: 1,
      printed: '',
      complaints:
        'parvis: settings.unacceptable\n' +
        '  - PARVIS_WORKERS must be a number from 1 to 64, or "per-core", not "0"\n' +
        '  - PARVIS_PORTAL_PORT must be a port from 1 to 65535, not "x"\n',
    })
  })

  it('describe prints the page of docs/settings.md', async () => {
    expect((await settings('describe')).printed.trimEnd()).toBe(describeSettings().trimEnd())
  })
})
