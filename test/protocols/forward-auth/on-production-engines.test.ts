import { afterAll, beforeAll, expect, it } from 'vitest'
import { NAVIGATION } from '../../attacks/proxies/person.ts'
import { TRUSTED_PROXIES } from '../../attacks/proxies/protected-site.ts'
import { needs } from '../../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { productionEngines } from '../../support/portal-under-test-engines.ts'
import { atApplication, comeBack, enter, loggedIn, register, setOut, verified } from './as-proxy.ts'

needs('postgres', 'redis')('forward-auth on PostgreSQL and Redis', () => {
  let portal: PortalUnderTest
  beforeAll(async () => {
    portal = await startPortal({ ...(await productionEngines()), env: TRUSTED_PROXIES })
  })
  afterAll(() => portal.stop())

  it('leads in and back, tells who it is, and says no within a second of the end', async () => {
    const application = await register(portal)
    const who = await portal.people.byEmail()
    const browser = await loggedIn(portal, who)
    const at = atApplication(portal, application)
    expect((await enter(at, browser, '/a?b')).location).toBe(`${application.origin}/a?b`)
    expect(await verified(portal, await at.ask(), application.origin)).toMatchObject({ email: who.email })
    await portal.stores.sessions.endAllOf(who.accountId, 'revoked', portal.clock.now())
    portal.clock.advance(1_000)
    expect((await at.ask('/', NAVIGATION)).location).toMatch(/^\/\.parvis\/login/)
  })

  it('takes a ticket once, of any number at the same time', async () => {
    const application = await register(portal)
    const at = atApplication(portal, application)
    const browser = await loggedIn(portal, await portal.people.byEmail())
    const ticket = (await browser.get(await setOut(at))).location
    const answers = await Promise.all(Array.from({ length: 30 }, () => comeBack(at, ticket)))
    expect(answers.filter(({ setCookies }) => setCookies.length > 0)).toHaveLength(1)
  })
})
