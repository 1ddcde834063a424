import { afterAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../../support/browser-client.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import type { TestPerson } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword, logInByCard, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: ['expert', 'co-expert'] })
afterAll(() => portal.stop())

const COOKIE = '__Host-parvis-session'
await portal.people.byCard(portal.pki.card('expert'))

const isIn = ({ url, status }: Answer): boolean => status === 200 && new URL(url).pathname.startsWith('/expertises')

async function loggedIn(): Promise<{ person: TestPerson; browser: Browser; page: Answer }> {
  const person = await portal.people.byEmail()
  const browser = portal.browser()
  const page = await logInByEmail(portal, browser, person)
  expect(isIn(page)).toBe(true)
  return { person, browser, page }
}

/** Uses the session every 20 minutes. */
async function useFor(browser: Browser, milliseconds: number): Promise<void> {
  const until = portal.clock.now() + milliseconds
  while (portal.clock.now() < until) {
    portal.clock.set(Math.min(until, portal.clock.now() + 20 * MINUTE_MS))
    if (portal.clock.now() < until) expect(isIn(await browser.open('/expertises'))).toBe(true)
  }
}

/** A copy of a browser, as a thief has it. */
function copyOf(browser: Browser): Browser {
  const copy = portal.browser()
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  return copy
}

const sessionsOf = ({ accountId }: TestPerson) =>
  portal.database
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('authenticated_at')
    .execute()

describe('a session lives only as long as it is used (SE-18)', () => {
  it('29 min 59 s after the last use it lives, 30 min after it is over', async () => {
    const { browser } = await loggedIn()
    portal.clock.advance(30 * MINUTE_MS - SECOND_MS)
    expect(isIn(await browser.open('/expertises'))).toBe(true)
    portal.clock.advance(30 * MINUTE_MS - SECOND_MS)
    expect(isIn(await browser.open('/expertises'))).toBe(true)
    portal.clock.advance(30 * MINUTE_MS)
    expect((await browser.open('/expertises')).title).toBe('Partie / Intervenant de Partie')
  })

  it('by e-mail 4 hours and no longer, however it is used', async () => {
    const { browser } = await loggedIn()
    await useFor(browser, 4 * HOUR_MS - 1)
    expect(isIn(await browser.open('/expertises'))).toBe(true)
    portal.clock.advance(1)
    expect(isIn(await browser.open('/expertises'))).toBe(false)
  })

  it('by card 8 hours and no longer', async () => {
    const browser = portal.browser()
    expect((await logInByCard(browser, portal.pki.card('expert'))).title).toBe('Tableau de bord')
    await useFor(browser, 8 * HOUR_MS - 1)
    expect(isIn(await browser.open('/expertises'))).toBe(true)
    portal.clock.advance(1)
    expect(isIn(await browser.open('/expertises'))).toBe(false)
  })

  it('can be extended, back to where one was, but not past its longest life', async () => {
    const { browser, page } = await loggedIn()
    portal.clock.advance(29 * MINUTE_MS)
    const extended = await browser.press(page, 'Prolonger ma session')
    expect(extended.url).toBe(page.url)
    portal.clock.advance(29 * MINUTE_MS)
    expect(isIn(await browser.open('/expertises'))).toBe(true)
    await useFor(browser, 3 * HOUR_MS - 18 * MINUTE_MS)
    expect(
      (await browser.open('/expertises')).forms.flatMap(({ buttons }) => buttons.map(({ label }) => label)),
    ).not.toContain('Prolonger ma session')
  })

  it('comes back to the page that was asked for after it was over', async () => {
    const { browser, person } = await loggedIn()
    portal.clock.advance(HOUR_MS)
    const form = await browser.open('/expertises?tri=date')
    const code = await browser.press(form, 'Continuer', { email: person.email, 'mot-de-passe': person.password })
    const landing = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, person.email) })
    expect(landing.url).toBe(`${portal.origin}/expertises?tri=date`)
  })
})

describe('a session ends at once', () => {
  it('at logout, for whoever has its cookie too', async () => {
    const { browser, page, person } = await loggedIn()
    const thief = copyOf(browser)
    expect(isIn(await thief.open('/expertises'))).toBe(true)
    expect((await browser.press(page, 'Se déconnecter')).title).toBe('Vous êtes déconnecté')
    for (const who of [browser, thief]) expect(isIn(await who.open('/expertises'))).toBe(false)
    expect((await sessionsOf(person)).map((row) => row.ended_because)).toEqual(['signed-out'])
  })

  it('after a card, with the advice to take the card out', async () => {
    const browser = portal.browser()
    const page = await logInByCard(browser, portal.pki.card('expert'))
    expect((await browser.press(page, 'Se déconnecter')).text).toContain('Retirez votre carte')
  })

  it('when it is revoked, the account deactivated, or its profile taken away', async () => {
    const revoked = await loggedIn()
    await portal.stores.sessions.endAllOf(revoked.person.accountId, 'revoked', portal.clock.now())
    expect(isIn(await revoked.browser.open('/expertises'))).toBe(false)

    const deactivated = await loggedIn()
    await portal.stores.accounts.setStatus(deactivated.person.accountId, 'inactive')
    expect(isIn(await deactivated.browser.open('/expertises'))).toBe(false)

    const without = await loggedIn()
    await portal.database.deleteFrom('account_profile').where('account_id', '=', without.person.accountId).execute()
    expect(isIn(await without.browser.open('/expertises'))).toBe(false)
  })

  it('when another login takes its place in the same browser', async () => {
    const { browser, person } = await loggedIn()
    const thief = copyOf(browser)
    const next = await portal.people.byEmail()
    const form = await browser.open('/connexion/email?profil=intervenant-de-partie')
    const code = await browser.press(form, 'Continuer', { email: next.email, 'mot-de-passe': next.password })
    await browser.press(code, 'Continuer', { code: await codeSentTo(portal, next.email) })
    expect((await sessionsOf(person)).map((row) => row.ended_because)).toEqual(['replaced'])
    expect(isIn(await thief.open('/expertises'))).toBe(false)
  })

  it('and survives a restart of the service', async () => {
    const { browser } = await loggedIn()
    await portal.restart()
    expect(isIn(await browser.open('/expertises'))).toBe(true)
  })
})

describe('a session cannot be prepared by somebody else (threat 35)', () => {
  it('its identifier is new at the login; the former is dead', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const page = await giveEmailAndPassword(browser, person)
    const before = copyOf(browser)
    const code = await codeSentTo(portal, person.email)
    expect(isIn(await browser.press(page, 'Continuer', { code }))).toBe(true)
    expect(browser.cookies.get(COOKIE)).not.toBe(before.cookies.get(COOKIE))
    expect(isIn(await before.open('/expertises'))).toBe(false)
    expect((await before.submit(page, 'Continuer', { code })).status).toBe(409)
  })

  it.each([
    ['made up', 's%3AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.c2lnbmF0dXJl'],
    ['unsigned', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['empty', ''],
  ])('an identifier that was %s is not taken over', async (_, value) => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    browser.cookies.set(COOKIE, value)
    await giveEmailAndPassword(browser, person)
    expect(browser.cookies.get(COOKIE)).toMatch(/^s%3A[\w-]{43}\./)
    expect(browser.cookies.get(COOKIE)).not.toBe(value)
  })

  it('nor can the signature be left out of one that lives', async () => {
    const { browser } = await loggedIn()
    const signed = decodeURIComponent(browser.cookies.get(COOKIE) ?? '')
    const unsigned = portal.browser()
    unsigned.cookies.set(COOKIE, signed.slice(2).split('.')[0] ?? '')
    expect(isIn(await unsigned.open('/expertises'))).toBe(false)
    const wrongly = portal.browser()
    wrongly.cookies.set(COOKIE, encodeURIComponent(`${signed.slice(0, -4)}AAAA`))
    expect(isIn(await wrongly.open('/expertises'))).toBe(false)
  })
})

describe('the cookies (SE-12)', () => {
  it('are for this host alone, over TLS, out of reach of scripts, and lax', async () => {
    const cookies: string[] = []
    const person = await portal.people.byEmail()
    const browser = portal.browser({ onAnswer: ({ setCookies }) => cookies.push(...setCookies) })
    const page = await logInByEmail(portal, browser, person)
    await browser.press(page, 'English')
    const names = new Set(cookies.map((cookie) => cookie.split('=')[0]))
    expect(names).toEqual(new Set(['session', 'navigateur', 'profil', 'langue'].map((name) => `__Host-parvis-${name}`)))
    for (const cookie of cookies) {
      const [, ...attributes] = cookie.split('; ')
      expect(attributes, cookie).toEqual(expect.arrayContaining(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']))
      expect(cookie).not.toMatch(/domain=/i)
    }
  })

  it('carry an identifier of 256 bits, which goes with the browser', async () => {
    const { browser, person } = await loggedIn()
    const identifier =
      decodeURIComponent(browser.cookies.get(COOKIE) ?? '')
        .slice(2)
        .split('.')[0] ?? ''
    expect(Buffer.from(identifier, 'base64url')).toHaveLength(32)
    const [row] = await sessionsOf(person)
    expect(JSON.stringify(row)).not.toContain(identifier)
  })

  it('are set for nobody who only looks', async () => {
    for (const path of [
      '/',
      '/connexion/email',
      '/connexion/carte',
      '/tester-ma-carte',
      '/mot-de-passe-oublie',
      '/nulle-part',
    ])
      expect((await portal.browser().get(path)).setCookies, path).toEqual([])
  })
})
