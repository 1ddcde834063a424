import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import type { Answer, Browser } from '../support/browser-client.ts'
import { MINUTE_MS } from '../support/durations.ts'
import { needs } from '../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../support/portal-under-test.ts'
import { startPostgres } from '../support/postgres.ts'
import { startRedis } from '../support/redis.ts'
import { logInByEmail } from '../support/test-people-logins.ts'

// Each starts servers of its own.
vi.setConfig({ testTimeout: 60_000 })

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

const soon = { timeout: 10_000, interval: 100 }
const untilIn = (browser: Browser) =>
  vi.waitFor(async () => expect(isIn(await browser.open('/expertises'))).toBe(true), soon)
const untilReady = (portal: PortalUnderTest) => vi.waitFor(async () => expect(await isReady(portal)).toBe(true), soon)

// Each waits for time limits most of its time: they wait together.
describe.concurrent('an engine does not answer', () => {
  it('SQLite, held by somebody else: a clear word within seconds, never access, and all is well when it is free', async () => {
    const portal = await startPortal()
    const browser = await loggedIn(portal)
    portal.clock.advance(MINUTE_MS)
    await portal.database.connection().execute(async (held) => {
      await sql`begin immediate`.execute(held)
      const startedAt = performance.now()
      const refused = await portal.browser().post('/connexion/email', { email: 'a@b.test', 'mot-de-passe': 'x' })
      expect(refused).toMatchObject({ status: 503, title: 'Service momentanément indisponible' })
      expect(performance.now() - startedAt).toBeLessThan(10_000)
      await sql`rollback`.execute(held)
    })
    expect(isIn(await browser.open('/expertises'))).toBe(true)
    await portal.stop()
  })

  needs('redis')('Redis', () => {
    it('hung or killed: 503 within two seconds; hung, it goes on session and all; new and empty, it lets nobody in who was in', async () => {
      let redis = await startRedis()
      const portal = await startPortal({ ephemeral: redis.url })
      try {
        const browser = await loggedIn(portal)
        expect(await isReady(portal)).toBe(true)
        redis.suspend()
        await expectOutage(browser, portal.browser(), 3_000)
        expect(await isReady(portal)).toBe(false)
        redis.resume()
        await untilIn(browser)
        await untilReady(portal)

        await redis.stop('SIGKILL')
        await expectOutage(browser, portal.browser(), 3_000)
        redis = await startRedis(redis.port)
        await untilReady(portal)
        expect(isIn(await browser.open('/expertises'))).toBe(false)
        portal.clock.advance(MINUTE_MS)
        await loggedIn(portal)
      } finally {
        redis.resume()
        await portal.stop()
        await redis.stop()
      }
    })
  })

  needs('postgres')('PostgreSQL', () => {
    it('hung: 503 within seconds; when it goes on, so do we', async () => {
      const postgres = await startPostgres()
      const portal = await startPortal({ database: postgres.url })
      try {
        const browser = await loggedIn(portal)
        expect(await isReady(portal)).toBe(true)
        postgres.suspend()
        const [ready] = await Promise.all([isReady(portal), expectOutage(browser, portal.browser(), 15_000)])
        expect(ready).toBe(false)
        postgres.resume()
        await untilIn(browser)
        await untilReady(portal)
      } finally {
        postgres.resume()
        await portal.stop()
        await postgres.stop()
      }
    })
  })
})
