import { afterAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../support/browser-client.ts'
import { DAY_MS, MINUTE_MS } from '../support/durations.ts'
import { startPortal } from '../support/portal-under-test.ts'
import type { TestPerson } from '../support/test-people.ts'
import { logInByEmail } from '../support/test-people-logins.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

const WRONG = 'ce n’est pas celui-là'

const tryPassword = (browser: Browser, { email }: TestPerson, password: string): Promise<Answer> =>
  browser.post('/connexion/email', { profil: 'intervenant-de-partie', email, 'mot-de-passe': password })

async function failures(person: TestPerson, count: number, browser = portal.browser()): Promise<number[]> {
  const statuses: number[] = []
  for (let tries = 0; tries < count; tries += 1) statuses.push((await tryPassword(browser, person, WRONG)).status)
  return statuses
}

describe('guessing a password (TH-4, TH-11)', () => {
  it('is slowed down after 5 failures by 1, 2, 4, 8 ... 60 minutes, from whichever network', async () => {
    const person = await portal.people.byEmail()
    expect(await failures(person, 5)).toEqual([401, 401, 401, 401, 401])
    for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
      const early = await tryPassword(portal.browser(), person, person.password)
      expect(early.status).toBe(429)
      portal.clock.advance(minutes * MINUTE_MS - 1)
      expect((await tryPassword(portal.browser(), person, person.password)).status).toBe(429)
      portal.clock.advance(1)
      expect((await tryPassword(portal.browser(), person, WRONG)).status).toBe(401)
    }
  })

  it('costs the owner a wait and nothing else: the right password works after it', async () => {
    const person = await portal.people.byEmail()
    await failures(person, 5)
    portal.clock.advance(MINUTE_MS)
    const browser = portal.browser()
    expect((await logInByEmail(portal, browser, person)).url).toContain('/expertises/')
    expect(await failures(person, 4)).toEqual([401, 401, 401, 401])
  })

  it('ends for the day after 25 failures', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    let failed = 0
    const startedAt = portal.clock.now()
    while (failed < 25) {
      const { status } = await tryPassword(browser, person, WRONG)
      if (status === 401) failed += 1
      else portal.clock.advance(10 * MINUTE_MS)
    }
    portal.clock.set(startedAt + DAY_MS - 1)
    expect((await tryPassword(portal.browser(), person, person.password)).status).toBe(429)
    portal.clock.set(startedAt + DAY_MS)
    expect((await tryPassword(portal.browser(), person, person.password)).status).toBe(303)
  })

  it('by 40 at once gets no more tries than one after another', async () => {
    const person = await portal.people.byEmail()
    const [one, other] = [portal.browser(), portal.browser()]
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => tryPassword(index % 2 ? one : other, person, `${WRONG} ${index}`)),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(35)
  })

  it('does not slow down the browser in which the owner has logged in before (threat 43)', async () => {
    const person = await portal.people.byEmail()
    const known = portal.browser()
    await logInByEmail(portal, known, person)
    await known.press(await known.open('/'), 'Se déconnecter')
    await failures(person, 6)
    expect((await tryPassword(portal.browser(), person, person.password)).status).toBe(429)
    expect((await tryPassword(known, person, person.password)).status).toBe(303)
  })

  it('is slowed down in that browser too, by its own count; a mark that was made up is a stranger’s', async () => {
    const person = await portal.people.byEmail()
    const known = portal.browser()
    await logInByEmail(portal, known, person)
    expect(await failures(person, 6, known)).toEqual([401, 401, 401, 401, 401, 429])

    const pretender = portal.browser()
    pretender.cookies.set('__Host-parvis-navigateur', 'A'.repeat(43))
    expect(await failures(person, 6, pretender)).toEqual([401, 401, 401, 401, 401, 429])
  })

  it('of one person’s mark says nothing about another person', async () => {
    const [mine, theirs] = await Promise.all([portal.people.byEmail(), portal.people.byEmail()])
    const browser = portal.browser()
    await logInByEmail(portal, browser, mine)
    await failures(theirs, 5)
    expect((await tryPassword(browser, theirs, theirs.password)).status).toBe(429)
  })

  it('is limited to 60 tries a minute from one network, over all accounts (TH-10)', async () => {
    const browser = portal.browser()
    const attempts = async (count: number) =>
      (
        await Promise.all(
          Array.from({ length: count }, (_, index) =>
            browser.post('/connexion/email', { email: `inconnu-${index}@parties.test`, 'mot-de-passe': WRONG }),
          ),
        )
      ).map(({ status }) => status)
    expect(new Set(await attempts(60))).toEqual(new Set([401]))
    const refused = await browser.post('/connexion/email', { email: 'a@b.test', 'mot-de-passe': WRONG })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    portal.clock.advance(MINUTE_MS)
    expect(await attempts(1)).toEqual([401])
  })

  it('does not get round that limit with forwarding headers (threat 19)', async () => {
    const browser = portal.browser()
    const askFrom = (index: number) =>
      browser.post(
        '/mot-de-passe-oublie',
        { email: `x${index}@parties.test` },
        {
          'x-forwarded-for': `203.0.113.${index}`,
          forwarded: `for=203.0.113.${index}`,
          'x-real-ip': `203.0.113.${index}`,
        },
      )
    const answers = await Promise.all(Array.from({ length: 70 }, (_, index) => askFrom(index)))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
  })
})
