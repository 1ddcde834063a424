import { once } from 'node:events'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connectRedis } from '../../src/adapters/redis.ts'
import { createSystemClock } from '../../src/adapters/system-clock.ts'
import { runCommandLine } from '../../src/commands/command-line.ts'
import { compareClocks } from '../../src/commands/doctor/clock.ts'
import { checkDataFolder } from '../../src/commands/doctor/data-folder.ts'
import { checkDatabase } from '../../src/commands/doctor/database.ts'
import { checkMail } from '../../src/commands/doctor/mail.ts'
import { checkPorts } from '../../src/commands/doctor/ports.ts'
import { checkRedis } from '../../src/commands/doctor/redis.ts'
import { checkSecretKey } from '../../src/commands/doctor/secret-key.ts'
import { checkTls } from '../../src/commands/doctor/tls.ts'
import { checkTrust } from '../../src/commands/doctor/trust.ts'
import { loadSettings } from '../../src/settings/load.ts'
import type { Settings } from '../../src/settings/schema.ts'
import type { Environment } from '../../src/settings/texts.ts'
import { startTestSmtpServer } from '../adapters/smtp-fixture.ts'
import { acceptableProduction, NOW, writeTlsFiles } from '../settings/production.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { needs } from '../support/needs.ts'
import { freePort } from '../support/server-process.ts'
import { sharedPostgres, sharedRedis } from '../support/services.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { capturedContext } from './captured-context.ts'

const DAY_MILLISECONDS = 86_400_000
const CLOCK = createManualClock(NOW)

function settingsOf(env: Environment): Settings {
  const settings = loadSettings({ PARVIS_MODE: 'demo', ...env })
  if (!settings.ok) throw new Error(settings.failure.explanation)
  return settings.value
}

async function production(change: Environment = {}): Promise<Settings> {
  const { env } = await acceptableProduction()
  return settingsOf({ PARVIS_MODE: 'production', ...env, ...change })
}

describe('the doctor looks at the data folder', () => {
  it('and is content with a writable one', async () => {
    const settings = settingsOf({ PARVIS_DATA_FOLDER: temporaryFolder() })
    expect(await checkDataFolder(settings, CLOCK)).toMatchObject({ detail: expect.stringContaining('is writable') })
  })

  it('and says what to do about a missing one', async () => {
    expect(await checkDataFolder(settingsOf({ PARVIS_DATA_FOLDER: '/nowhere' }), CLOCK)).toEqual({
      result: 'problem',
      detail: '/nowhere cannot be written to (ENOENT)',
      remedy: 'create /nowhere and give it to the user that runs Parvis',
    })
  })
})

describe('the doctor looks at the sealing key', () => {
  it('and wants it whole and private', async () => {
    const settings = await production()
    chmodSync(settings.secretKeyFile, 0o600)
    expect((await checkSecretKey(settings, CLOCK)).result).toBe('fine')
    chmodSync(settings.secretKeyFile, 0o644)
    expect((await checkSecretKey(settings, CLOCK)).result).toBe('warning')
    rmSync(settings.secretKeyFile)
    expect((await checkSecretKey(settings, CLOCK)).result).toBe('problem')
  })
})

describe('the doctor looks at TLS files', () => {
  it.each([
    [0, 'fine', 'is valid for 90 more days'],
    [61, 'warning', 'is valid for 29 more days'],
    [91, 'problem', 'expired on 2026-04-05'],
    [-2, 'problem', 'is valid only from 2026-01-04'],
  ] as const)('%d days later: %s', async (days, result, detail) => {
    const settings = await production()
    const later = createManualClock(NOW + days * DAY_MILLISECONDS)
    for (const listener of ['portal', 'card'] as const)
      expect(await checkTls(listener)(settings, later)).toMatchObject({
        result,
        detail: expect.stringContaining(detail),
      })
  })

  it('and notices a key that was exchanged since the start', async () => {
    const settings = await production()
    const other = await writeTlsFiles(temporaryFolder(), 'other', ['acces.parvis.internal'])
    const exchanged = {
      ...settings,
      portal: { ...settings.portal, tls: { ...settings.portal.tls, keyFile: other.keyFile } },
    }
    expect((await checkTls('portal')(exchanged, CLOCK)).result).toBe('problem')
  })
})

it('the doctor reads the trust store and names every mistake', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'broken.json'), '{')
  writeFileSync(join(folder, 'partial.json'), '{ "label": "X" }')
  const { result, detail } = await checkTrust(settingsOf({ PARVIS_TRUST_FOLDER: folder }), CLOCK)
  expect(result).toBe('problem')
  expect(detail).toMatch(/broken\.json.*partial\.json/)
  expect((await checkTrust(settingsOf({ PARVIS_TRUST_FOLDER: '/nowhere' }), CLOCK)).result).toBe('problem')
})

describe('the doctor asks the database', () => {
  it('and makes no file of its own', async () => {
    const file = join(temporaryFolder(), 'absent.sqlite')
    const settings = settingsOf({ PARVIS_DATABASE_URL: `sqlite:${file}` })
    expect(await checkDatabase(settings, CLOCK)).toEqual({
      result: 'fine',
      detail: `${file} will be made at the first start`,
    })
  })

  it('and sees a file that is none', async () => {
    const folder = join(temporaryFolder(), 'folder.sqlite')
    mkdirSync(folder)
    expect((await checkDatabase(settingsOf({ PARVIS_DATABASE_URL: `sqlite:${folder}` }), CLOCK)).result).toBe('problem')
  })

  it('and hears when PostgreSQL is not there', async () => {
    const settings = settingsOf({ PARVIS_DATABASE_URL: `postgres://u:p@127.0.0.1:${await freePort()}/x` })
    expect(await checkDatabase(settings, CLOCK)).toMatchObject({
      result: 'problem',
      detail: expect.stringContaining('ECONNREFUSED'),
    })
  })
})

needs('postgres')('the doctor asks PostgreSQL', () => {
  it('for an answer and the time', async () => {
    const settings = settingsOf({ PARVIS_DATABASE_URL: await sharedPostgres() })
    expect(await checkDatabase(settings, createSystemClock())).toEqual({
      result: 'fine',
      detail: 'PostgreSQL answers, and its clock agrees with ours',
    })
    expect(await checkDatabase(settings, CLOCK)).toMatchObject({
      result: 'problem',
      detail: expect.stringContaining('apart'),
    })
  })
})

needs('redis')('the doctor asks Redis', () => {
  it('for an answer, the time, and what it forgets', async () => {
    const url = await sharedRedis()
    const settings = settingsOf({ PARVIS_EPHEMERAL_URL: url })
    expect(await checkRedis(settings, createSystemClock())).toMatchObject({ result: 'fine' })
    expect(await checkRedis(settings, CLOCK)).toMatchObject({
      result: 'problem',
      detail: expect.stringContaining('apart'),
    })
    const redis = await connectRedis(url)
    await redis.ask((client) => client.configSet('maxmemory-policy', 'allkeys-lru'))
    expect(await checkRedis(settings, createSystemClock())).toMatchObject({
      result: 'warning',
      remedy: expect.stringContaining('noeviction'),
    })
    await redis.ask((client) => client.configSet('maxmemory-policy', 'noeviction'))
    await redis.close()
  })
})

it('the doctor hears when Redis is not there, and needs none by default', async () => {
  const settings = settingsOf({ PARVIS_EPHEMERAL_URL: `redis://127.0.0.1:${await freePort()}` })
  expect((await checkRedis(settings, CLOCK)).result).toBe('problem')
  expect((await checkRedis(settingsOf({}), CLOCK)).result).toBe('fine')
})

describe('the doctor compares clocks', () => {
  it.each([
    [0, 'fine'],
    [2_000, 'fine'],
    [-2_000, 'fine'],
    [2_001, 'problem'],
    [-2_001, 'problem'],
  ])('%d ms apart: %s', async (apart, result) => {
    expect((await compareClocks('It', async () => NOW + apart, CLOCK)).result).toBe(result)
  })

  it('and does not mistake a slow answer for a wrong one', async () => {
    const clock = createManualClock(NOW)
    const slow = async () => {
      clock.advance(9_000)
      return NOW + 5_000
    }
    expect((await compareClocks('It', slow, clock)).result).toBe('fine')
  })
})

describe('the doctor rings at mail servers', () => {
  it('and wants at least one that answers', async () => {
    const server = await startTestSmtpServer()
    const alive = `smtp://127.0.0.1:${server.port}`
    const dead = `smtp://127.0.0.1:${await freePort()}`
    const asked = async (smtp: string) => (await checkMail(await production({ PARVIS_MAIL_SMTP: smtp }), CLOCK)).result
    expect(await asked(alive)).toBe('fine')
    expect(await asked(`${dead},${alive}`)).toBe('warning')
    expect(await asked(dead)).toBe('problem')
    expect(server.received).toEqual([])
    await server.stop()
  })
})

describe('the doctor tries the ports', () => {
  it('and tells one in use from one that cannot be had', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const [portal, card, management] = [await freePort(), await freePort(), await freePort()]
    const at = (host: string, managementPort: number): Settings => {
      const settings = settingsOf({})
      return {
        ...settings,
        portal: { ...settings.portal, port: portal },
        card: { ...settings.card, port: card },
        management: { host, port: managementPort },
      }
    }
    expect(await checkPorts(at('127.0.0.1', management), CLOCK)).toEqual({ result: 'fine', detail: 'all free' })
    expect(await checkPorts(at('127.0.0.1', port), CLOCK)).toMatchObject({
      result: 'warning',
      detail: `PARVIS_MANAGEMENT_PORT ${port} on 127.0.0.1: EADDRINUSE`,
    })
    expect(await checkPorts(at('192.0.2.1', management), CLOCK)).toMatchObject({ result: 'problem' })
    taken.close()
  })
})

describe('parvis doctor', () => {
  const env = { PARVIS_MODE: 'demo', PARVIS_DATA_FOLDER: join(temporaryFolder(), 'demo') }

  it('finds nothing missing before the first start of a demo', async () => {
    const context = capturedContext(env)
    expect(await runCommandLine(['doctor', '--json'], context)).toBe(0)
    const report = JSON.parse(context.printed()) as { subject: string; result: string }[]
    expect(report.map(({ subject }) => subject)).toEqual([
      'data folder',
      'secret key',
      'database',
      'sessions',
      'mail',
      'portal TLS',
      'card TLS',
      'trust store',
      'ports',
    ])
    expect(report.some(({ result }) => result === 'problem')).toBe(false)
  })

  it('ends with status 1 and a remedy under each problem', async () => {
    const context = capturedContext({ ...env, PARVIS_DATABASE_URL: `postgres://u@127.0.0.1:${await freePort()}/x` })
    expect(await runCommandLine(['doctor'], context)).toBe(1)
    expect(context.printed()).toMatch(/^problem {2}database {5}.*\n +→ start it, and check PARVIS_DATABASE_URL/m)
  })
})
