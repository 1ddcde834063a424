import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { describeSettings } from '../../src/settings/describe.ts'

/** Runs the command line as a process of its own. */
async function parvis(words: readonly string[], env: Record<string, string> = {}, preload = '') {
  const options = preload === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`]
  const child = spawn(process.execPath, [...options, 'src/main.ts', ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (printed.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()))
  const [status] = await once(child, 'close')
  return { status, ...printed }
}

describe('the process', () => {
  it('ends with the status of its command', async () => {
    expect(await parvis(['settings', 'check'], { PARVIS_MODE: 'demo' })).toMatchObject({ status: 0, stderr: '' })
    expect(await parvis(['settings', 'check'])).toMatchObject({ status: 1, stdout: '' })
    expect(await parvis(['setings'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean settings?'),
    })
  })

  it('prints a long answer whole', async () => {
    const { stdout } = await parvis(['settings', 'describe'])
    expect(stdout.trimEnd()).toBe(describeSettings().trimEnd())
  })

  it('explains an outage in one line a cause, with status 70', async () => {
    const env = { PARVIS_MODE: 'demo', PARVIS_DATABASE_URL: 'sqlite:/dev/null/parvis.sqlite' }
    const { status, stderr } = await parvis(['migrate'], env)
    expect(status).toBe(70)
    expect(stderr).toMatch(/^parvis: .+\n$/)
    expect((await parvis(['migrate'], { ...env, PARVIS_LOG_LEVEL: 'debug' })).stderr).toMatch(/\n +at /)
  })

  it('refuses a Node that is too old before it loads anything', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`
    const { status, stderr } = await parvis(['settings', 'check'], { PARVIS_MODE: 'demo' }, older)
    expect(status).toBe(70)
    expect(stderr).toContain('parvis: Node 24 or later is needed')
  })
})
