import { execFileSync } from 'node:child_process'
import { afterAll, describe, expect, it } from 'vitest'
import { sqliteFile } from '../../../src/compose/configured-database.ts'
import { createProtectedApplicationStore } from '../../../src/storage/protected-applications.ts'
import { NAVIGATION } from '../../attacks/proxies/person.ts'
import { TRUSTED_PROXIES } from '../../attacks/proxies/protected-site.ts'
import type { Browser } from '../../support/browser-client.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import type { TestPerson } from '../../support/test-people.ts'
import { logInByCard } from '../../support/test-people-logins.ts'
import { type AtApplication, atApplication, enter, loggedIn, register, verified } from './as-proxy.ts'

const portal = await startPortal({ env: TRUSTED_PROXIES, cards: ['expert', 'co-expert'] })
afterAll(() => portal.stop())

interface Inside {
  readonly at: AtApplication
  readonly browser: Browser
  readonly who: TestPerson
  readonly applicationId: string
}

async function insideByEmail(): Promise<Inside> {
  const who = await portal.people.byEmail()
  const browser = await loggedIn(portal, who)
  const application = await register(portal)
  const at = atApplication(portal, application)
  await enter(at, browser)
  return { at, browser, who, applicationId: application.id }
}

/** Yes at this moment; whatever `change` does, no a second later, for a page and for anything else. */
async function saysNoAfter({ at }: Inside, change: () => Promise<unknown>, code: string): Promise<void> {
  expect((await at.ask()).status).toBe(200)
  await change()
  portal.clock.advance(1_000)
  const answer = await at.ask()
  expect(answer.headers['parvisassertion']).toBeUndefined()
  expect(JSON.parse(answer.body).code).toBe(code)
  expect((await at.ask('/', NAVIGATION)).location).toMatch(/^\/\.parvis\/login\?/)
}

const sessionsOf = (accountId: string) =>
  portal.database.selectFrom('session').selectAll().where('account_id', '=', accountId).execute()

describe('within a second, everywhere, an application is closed to somebody', () => {
  it('who has logged out of the portal', async () => {
    const inside = await insideByEmail()
    await saysNoAfter(inside, () => inside.browser.post('/deconnexion', {}), 'protocol.session-over')
  })

  it('whose session was revoked by another process', async () => {
    const inside = await insideByEmail()
    await saysNoAfter(
      inside,
      () => portal.stores.sessions.endAllOf(inside.who.accountId, 'revoked', portal.clock.now()),
      'protocol.session-over',
    )
  })

  it('whose session was ended by a program that knows nothing of this one', async () => {
    const inside = await insideByEmail()
    const [session] = await sessionsOf(inside.who.accountId)
    const program = `
      const { DatabaseSync } = require('node:sqlite')
      const file = new DatabaseSync(process.argv[1], { timeout: 2000 })
      file.prepare('update session set ended_at = ? where handle = ?').run(Number(process.argv[2]), process.argv[3])`
    const file = sqliteFile(portal.settings.database.url) ?? ''
    const words = ['-e', program, file, String(portal.clock.now()), session?.handle ?? '']
    await saysNoAfter(inside, async () => execFileSync(process.execPath, words), 'protocol.session-over')
  })

  it('whose account is inactive', async () => {
    const inside = await insideByEmail()
    await saysNoAfter(
      inside,
      () => portal.stores.accounts.setStatus(inside.who.accountId, 'inactive'),
      'protocol.access-withdrawn',
    )
  })

  it('whose profile was taken back', async () => {
    const inside = await insideByEmail()
    const { accountId } = inside.who
    await saysNoAfter(
      inside,
      () => portal.database.deleteFrom('account_profile').where('account_id', '=', accountId).execute(),
      'protocol.access-withdrawn',
    )
  })

  it('whose card is blocked', async () => {
    const card = portal.pki.card('expert')
    const who = await portal.people.byCard(card)
    const browser = portal.browser()
    await logInByCard(browser, card)
    const application = await register(portal)
    const at = atApplication(portal, application)
    await enter(at, browser)
    const binding = await portal.stores.bindings.findBySha256(card.sha256)
    await saysNoAfter(
      { at, browser, who, applicationId: application.id },
      () => portal.stores.bindings.block(binding?.id ?? ''),
      'protocol.access-withdrawn',
    )
  })

  it('who has done nothing for half an hour', async () => {
    const inside = await insideByEmail()
    await saysNoAfter(inside, async () => portal.clock.advance(30 * 60_000), 'protocol.session-over')
  })

  it('when the application is protected no more', async () => {
    const { at, applicationId } = await insideByEmail()
    expect((await at.ask()).status).toBe(200)
    await createProtectedApplicationStore(portal.database).remove(applicationId)
    portal.clock.advance(1_000)
    const answer = await at.ask('/', NAVIGATION)
    expect(answer).toMatchObject({ status: 403, location: '' })
  })

  it('who owes an acceptance of new terms, until it is given', async () => {
    const inside = await insideByEmail()
    const { at, browser } = inside
    await saysNoAfter(inside, () => portal.people.publishTerms({ label: '2' }), 'protocol.acceptance-owed')

    const sent = await at.handOn('GET', '/.parvis/login?vers=%2Fa%3Fb', NAVIGATION)
    const terms = await browser.open(sent.location)
    expect(terms.title).toContain('Conditions')
    const accepted = await browser.submit(terms, 'Accepter et continuer', { acceptation: 'oui' })
    const passed = await browser.get(accepted.location)
    const { pathname, search } = new URL(passed.location)
    const back = await at.handOn('GET', pathname + search, NAVIGATION)
    expect(back.location).toBe(`https://${new URL(sent.location).searchParams.get('application')}.example.fr/a?b`)
    expect((await at.ask()).status).toBe(200)
  })
})

it('new terms count from the instant at which they take effect', async () => {
  const { at } = await insideByEmail()
  await portal.people.publishTerms({ label: '3', effectiveAt: portal.clock.now() + 10_000 })
  portal.clock.advance(9_000)
  expect((await at.ask()).status).toBe(200)
  portal.clock.advance(2_000)
  expect(JSON.parse((await at.ask()).body).code).toBe('protocol.acceptance-owed')
})

describe('a moment', () => {
  it('is asked about once, however many pictures a page has', async () => {
    const { at, who } = await insideByEmail()
    const first = await at.ask()
    await portal.stores.sessions.endAllOf(who.accountId, 'revoked', portal.clock.now())
    portal.clock.advance(500)
    const second = await at.ask()
    expect(second.headers['parvisassertion']).toBe(first.headers['parvisassertion'])
    portal.clock.advance(400)
    expect((await at.ask()).status).toBe(401)
  })

  it('never keeps a no: somebody who has just logged in is let through', async () => {
    const application = await register(portal)
    const at = atApplication(portal, application)
    expect((await at.ask()).status).toBe(401)
    await enter(at, await loggedIn(portal, await portal.people.byEmail({ terms: 'accepted' })))
    expect((await at.ask()).status).toBe(200)
  })

  it('counts as use of the session: whoever works in an application is not idle', async () => {
    const { at, who } = await insideByEmail()
    for (let quarter = 0; quarter < 4; quarter += 1) {
      portal.clock.advance(15 * 60_000)
      expect((await at.ask()).status).toBe(200)
    }
    const [session] = await sessionsOf(who.accountId)
    expect(session?.last_seen_at).toBe(portal.clock.now())
  })

  it('does not outlive the session, which ends after four hours by e-mail all the same', async () => {
    const { at } = await insideByEmail()
    for (let hours = 0; hours < 4 * 4; hours += 1) {
      expect((await at.ask()).status).toBe(200)
      portal.clock.advance(15 * 60_000)
    }
    expect((await at.ask()).status).toBe(401)
  })

  it('gives each of many people their own answer at once', async () => {
    const application = await register(portal, { plainHeaders: true })
    const people = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const who = await portal.people.byEmail()
        const at = atApplication(portal, application)
        await enter(at, await loggedIn(portal, who))
        return { who, at }
      }),
    )
    for (let round = 0; round < 5; round += 1) {
      portal.clock.advance(300)
      await Promise.all(
        people.flatMap(({ who, at }) =>
          ['GET', 'POST', 'PUT'].map(async (method) => {
            const answer = await at.ask(`/${who.accountId}`, { 'x-original-method': method })
            expect(answer.headers['parvisemail']).toBe(who.email)
            expect(await verified(portal, answer, application.origin)).toMatchObject({ email: who.email, htm: method })
          }),
        ),
      )
    }
  })
})
