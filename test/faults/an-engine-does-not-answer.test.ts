import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../support/browser-client.ts'
import { MINUTE_MS } from '../support/durations.ts'
import { needs } from '../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../support/portal-under-test.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { type RedisServer, startRedis } from '../support/redis.ts'
import { logInByEmail } from '../support/test-people-logins.ts'

const isIn = ({ url, status }: Answer) => status === 200 && new URL(url).pathname.startsWith('/expertises')

async function loggedIn(portal: PortalUnderTest): Promise<Browser> {
  const browser = portal.browser()
  expect(isIn(await logInByEmail(portal, browser, await portal.people.byEmail()))).toBe(true)
  return browser
}

async function isReady({ settings }: PortalUnderTest): Promise<boolean> {
  const { host, port } = settings.management
  const answer = await fetch(`http://${host}:${port}/readyz`)
  expect((await answer.json()).ready).toBe(answer.status === 200)
  return answer.status === 200
}

/** Every page that needs the engine: a clear word, in time, and never access. */
async function expectOutage(browser: Browser, stranger: Browser, withinMs: number): Promise<void> {
  const startedAt = performance.now()
  const answers = await Promise.all([
    browser.get('/expertises'),
    browser.get('/'),
    stranger.post('/connexion/email', { email: 'a@b.test', 'mot-de-passe': 'x' }),
    stranger.post('/connexion/carte', {}),
    stranger.post('/mot-de-passe-oublie', { email: 'a@b.test' }),
  ])
  for (const { status, title, text, url } of answers) {
    expect(status, url).toBe(503)
    expect(title).toBe('Service momentanément indisponible')
    expect(text).toMatch(/Référence.+[2-9A-Z]{5}-[2-9A-Z]{5}/)
  }
  expect(performance.now() - startedAt).toBeLessThan(withinMs)
}

describe('the embedded database is held by somebody else', () => {
  it('gives a clear word within seconds, never access, and works again when it is free', async () => {
    const portal = await startPortal()
    const browser = await loggedIn(portal)
    portal.clock.advance(MINUTE_MS)
    await portal.database.connection().execute(async (held) => {
      await sql`begin immediate`.execute(held)
      const startedAt = performance.now()
      const refused = await portal.browser().post('/connexion/email', { email: 'a@b.test', 'mot-de-passe': 'x' })
      expect(refused).toMatchObject({ status: 503, title: 'Service momentanément indisponible' })
      expect(performance.now() - startedAt).toBeLessThan(8_000)
      await sql`rollback`.execute(held)
    })
    expect(isIn(await browser.open('/expertises'))).toBe(true)
    await portal.stop()
  })
})

needs('redis')('Redis does not answer', () => {
  let [redis, portal, browser]: [RedisServer?, PortalUnderTest?, Browser?] = []
  beforeAll(async () => {
    redis = await startRedis()
    portal = await startPortal({ ephemeral: redis.url })
    browser = await loggedIn(portal)
  })
  afterAll(async () => {
    redis?.resume()
    await portal?.stop()
    await redis?.stop()
  })

  it('hung: 503 within two seconds on every page that needs it; when it goes on, so do we, session and all', async () => {
    if (!redis || !portal || !browser) throw new Error('not started')
    expect(await isReady(portal)).toBe(true)
    redis.suspend()
    await expectOutage(browser, portal.browser(), 2_000)
    expect(await isReady(portal)).toBe(false)
    redis.resume()
    await expect.poll(async () => isIn((await browser?.open('/expertises')) as Answer), { timeout: 5_000 }).toBe(true)
    await expect.poll(() => isReady(portal as PortalUnderTest), { timeout: 5_000 }).toBe(true)
  })

  it('killed: 503; a new empty one lets nobody in who was in, and everybody log in again', async () => {
    if (!redis || !portal || !browser) throw new Error('not started')
    await redis.stop('SIGKILL')
    await expectOutage(browser, portal.browser(), 2_000)
    redis = await startRedis(redis.port)
    await expect.poll(() => isReady(portal as PortalUnderTest), { timeout: 5_000 }).toBe(true)
    expect(isIn(await browser.open('/expertises'))).toBe(false)
    portal.clock.advance(MINUTE_MS)
    await loggedIn(portal)
  })
})

needs('postgres')('PostgreSQL does not answer', () => {
  let [postgres, portal, browser]: [PostgresServer?, PortalUnderTest?, Browser?] = []
  beforeAll(async () => {
    postgres = await startPostgres()
    portal = await startPortal({ database: postgres.url })
    browser = await loggedIn(portal)
  })
  afterAll(async () => {
    postgres?.resume()
    await portal?.stop()
    await postgres?.stop()
  })

  it('hung: 503 within seconds; when it goes on, so do we', async () => {
    if (!postgres || !portal || !browser) throw new Error('not started')
    expect(await isReady(portal)).toBe(true)
    postgres.suspend()
    const [ready] = await Promise.all([isReady(portal), expectOutage(browser, portal.browser(), 12_000)])
    expect(ready).toBe(false)
    postgres.resume()
    await expect.poll(async () => isIn((await browser?.open('/expertises')) as Answer), { timeout: 10_000 }).toBe(true)
    await expect.poll(() => isReady(portal as PortalUnderTest), { timeout: 10_000 }).toBe(true)
  }, 60_000)
})
