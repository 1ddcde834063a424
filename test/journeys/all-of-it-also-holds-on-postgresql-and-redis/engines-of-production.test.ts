import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer, Browser } from '../../support/browser-client.ts'
import { HOUR_MS, MINUTE_MS } from '../../support/durations.ts'
import { needs } from '../../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { productionEngines } from '../../support/portal-under-test-engines.ts'
import { certificateOf, type TestPerson } from '../../support/test-people.ts'
import {
  codeSentTo,
  giveEmailAndPassword,
  linkSentTo,
  logInByCard,
  logInByEmail,
} from '../../support/test-people-logins.ts'

const isIn = ({ url, status }: Answer) => status === 200 && new URL(url).pathname.startsWith('/expertises')
const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

needs('postgres', 'redis')('on PostgreSQL and Redis', () => {
  let portal: PortalUnderTest
  beforeAll(async () => {
    portal = await startPortal({ ...(await productionEngines()), cards: ['expert', 'revoked'] })
  })
  afterAll(() => portal.stop())

  const sessionsOf = ({ accountId }: TestPerson) =>
    portal.database.selectFrom('session').selectAll().where('account_id', '=', accountId).execute()

  async function atTheCode(browser: Browser, person: TestPerson) {
    const page = await giveEmailAndPassword(browser, person)
    return { page, code: await codeSentTo(portal, person.email) }
  }

  it('a party comes in over password, code and terms, stays across a restart, and leaves', async () => {
    const person = await portal.people.byEmail({ terms: 'owed', cases: 2 })
    const browser = portal.browser()
    const gate = await logInByEmail(portal, browser, person)
    expect(gate.title).toBe("Conditions générales d'utilisation")
    const landing = await browser.press(gate, 'Accepter et continuer', { acceptation: 'oui' })
    expect(landing.url).toBe(`${portal.origin}/expertises/${person.expertises[0]}`)
    await portal.restart()
    const back = await browser.open('/')
    expect(isIn(back)).toBe(true)
    await browser.press(back, 'Se déconnecter')
    expect(isIn(await browser.open('/expertises'))).toBe(false)
  })

  it('a code lives 10 minutes, not a millisecond more', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const { page, code } = await atTheCode(browser, person)
    portal.clock.advance(10 * MINUTE_MS)
    expect((await browser.submit(page, 'Continuer', { code })).status).toBe(401)
    const again = await browser.press(page, 'Renvoyer le code')
    const fresh = await codeSentTo(portal, person.email)
    portal.clock.advance(10 * MINUTE_MS - 1)
    expect(isIn(await browser.press(again, 'Continuer', { code: fresh }))).toBe(true)
  })

  it('a right code sent 50 times at once opens exactly one session', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const { page, code } = await atTheCode(browser, person)
    const answers = await times(50, () => browser.submit(page, 'Continuer', { code }))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await sessionsOf(person)).toHaveLength(1)
    expect(isIn(await browser.open('/'))).toBe(true)
  })

  it('30 wrong codes at once spend five tries', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const { page, code } = await atTheCode(browser, person)
    const wrong = (index: number) => String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0')
    await times(30, (index) => browser.submit(page, 'Continuer', { code: wrong(index) }))
    const { tries } = await portal.database
      .selectFrom('email_code')
      .select('tries')
      .where('sign_in_id', '=', new URL(page.url).searchParams.get('tentative') ?? '')
      .executeTakeFirstOrThrow()
    expect(tries).toBe(5)
    expect((await browser.submit(page, 'Continuer', { code })).status).toBe(401)
  })

  it('40 wrong passwords at once get five tries', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const answers = await times(40, (index) =>
      browser.post('/connexion/email', { email: person.email, 'mot-de-passe': `celui-là non ${index}` }),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(35)
  })

  it('20 askings for a new code at once send one', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const { page } = await atTheCode(browser, person)
    portal.clock.advance(MINUTE_MS)
    const answers = await times(20, () => browser.submit(page, 'Renvoyer le code'))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(portal.mail.to(person.email)).toHaveLength(2)
  })

  it('eight tabs that accept the terms at once leave one proof and one entry in the journal', async () => {
    const person = await portal.people.byEmail({ terms: 'owed' })
    const browser = portal.browser()
    const gate = await logInByEmail(portal, browser, person)
    const answers = await times(8, () => browser.submit(gate, 'Accepter et continuer', { acceptation: 'oui' }))
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(await sessionsOf(person)).toHaveLength(1)
    expect(await portal.stores.terms.acceptances(person.accountId, person.profile)).toHaveLength(1)
    const entries = await portal.stores.journal.read(1, 100_000)
    expect(
      entries.filter(({ event, data }) => event === 'terms.accepted' && data['account'] === person.accountId),
    ).toHaveLength(1)
  })

  it('a mailed link changes the password once, and ends the sessions elsewhere', async () => {
    const person = await portal.people.byEmail()
    const elsewhere = portal.browser()
    await logInByEmail(portal, elsewhere, person)
    const browser = portal.browser()
    await browser.press(await browser.open('/mot-de-passe-oublie'), 'Recevoir le lien', { email: person.email })
    const form = await browser.press(await browser.open(await linkSentTo(portal, person.email)), 'Continuer')
    const answers = await times(6, (index) => {
      const typed = `violon dans la neige ${index}`
      return browser.submit(form, 'Enregistrer', { 'nouveau-mot-de-passe': typed, confirmation: typed })
    })
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(isIn(await elsewhere.open('/expertises'))).toBe(false)
  })

  it('an expert comes in by card, once for a ticket; a revoked card does not', async () => {
    const card = portal.pki.card('expert')
    await portal.people.byCard(card)
    const browser = portal.browser()
    browser.insertCard(certificateOf(card))
    const { location } = await browser.post('/connexion/carte', {})
    const back = await browser.get(location)
    const answers = await times(10, () => browser.get(back.location))
    expect(answers.filter((answer) => answer.location === '/expertises')).toHaveLength(1)
    expect((await browser.open('/')).title).toBe('Tableau de bord')
    const revoked = await logInByCard(portal.browser(), portal.pki.card('revoked'))
    expect(revoked.title).toBe('Votre certificat a été révoqué')
  })

  it('a session ends unused after 30 minutes, and at once when it is revoked', async () => {
    const [person, other] = await Promise.all([portal.people.byEmail(), portal.people.byEmail()])
    const [browser, second] = [portal.browser(), portal.browser()]
    await logInByEmail(portal, browser, person)
    await logInByEmail(portal, second, other)
    await portal.stores.sessions.endAllOf(other.accountId, 'revoked', portal.clock.now())
    expect(isIn(await second.open('/expertises'))).toBe(false)
    portal.clock.advance(30 * MINUTE_MS - 1)
    expect(isIn(await browser.open('/expertises'))).toBe(true)
    portal.clock.advance(HOUR_MS)
    expect(isIn(await browser.open('/expertises'))).toBe(false)
  })

  it('20 people log in at the same time, each to their own case, and no lock waits for another', async () => {
    const people = await times(20, () => portal.people.byEmail())
    const pages = await Promise.all(people.map((person) => logInByEmail(portal, portal.browser(), person)))
    for (const [index, { url }] of pages.entries())
      expect(url).toBe(`${portal.origin}/expertises/${people[index]?.expertises[0]}`)
  })
})
