import { afterAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../support/browser-client.ts'
import { HOUR_MS, MINUTE_MS } from '../support/durations.ts'
import { startPortal } from '../support/portal-under-test.ts'
import { newId, PASSWORD } from '../support/test-people.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

const WRONG = 'ce n’est pas celui-là'
const unknown = (): string => `inconnu-${newId().slice(0, 12)}@parties.test`

/** Who is refused, and with what; the outside must not be able to tell one from another (EN-1). */
const REFUSED: Readonly<Record<string, () => Promise<{ email: string; password: string }>>> = {
  'an unknown address': async () => ({ email: unknown(), password: PASSWORD }),
  'a wrong password': async () => ({ ...(await portal.people.byEmail()), password: WRONG }),
  'an inactive account, password right': () => portal.people.byEmail({ status: 'inactive' }),
  'an inactive account, password wrong': async () => ({
    ...(await portal.people.byEmail({ status: 'inactive' })),
    password: WRONG,
  }),
  'an expired initial password': async () => {
    const person = await portal.people.byEmail({ password: 'temporary' })
    portal.clock.advance(72 * HOUR_MS)
    return person
  },
  'the right password of somebody who comes by card alone': () =>
    portal.people.byEmail({ profile: 'magistrat-greffier' }),
  'an account without password': async () => {
    const person = await portal.people.byEmail()
    await portal.database.deleteFrom('password').where('account_id', '=', person.accountId).execute()
    return person
  },
  'what is no address': async () => ({ email: 'pas une adresse', password: WRONG }),
}

const logIn = (browser: Browser, { email, password }: { email: string; password: string }): Promise<Answer> =>
  browser.post('/connexion/email', { profil: 'intervenant-de-partie', email, 'mot-de-passe': password })

function seenFromOutside({ status, headers, setCookies, body }: Answer, email: string) {
  const { date: _date, 'content-length': _length, ...lasting } = headers
  return { status, setCookies, headers: lasting, body: body.replaceAll(email, 'ADRESSE') }
}

describe('nobody learns from a refused login who has an account', () => {
  const expected = async () => {
    const email = unknown()
    return seenFromOutside(await logIn(portal.browser(), { email, password: WRONG }), email)
  }

  it.each(Object.keys(REFUSED))('%s: the same status, headers and words', async (kind) => {
    const refused = await REFUSED[kind]?.()
    if (refused === undefined) throw new Error(kind)
    const answer = await logIn(portal.browser(), refused)
    expect(seenFromOutside(answer, refused.email)).toEqual(await expected())
    expect(answer.status).toBe(401)
    // LG-5: inside, every refusal is on record.
    expect((await portal.stores.journal.read(1, 100_000)).at(-1)?.event).toBe('sign-in.password-refused')
  })

  it.each(['an unknown address', 'a wrong password', 'an inactive account, password right'])(
    '%s: slowed down after as many tries, with the same words',
    async (kind) => {
      const refused = await REFUSED[kind]?.()
      if (refused === undefined) throw new Error(kind)
      const browser = portal.browser()
      for (let tries = 0; tries < 5; tries += 1) expect((await logIn(browser, refused)).status).toBe(401)
      const slowed = await logIn(browser, refused)
      expect(slowed.status).toBe(429)
      expect(slowed.text).toContain('attendez 1 minute')
    },
  )

  it('the same time: medians of 200 tries lie within 20 ms', async () => {
    const kinds = ['an unknown address', 'a wrong password', 'an inactive account, password right'] as const
    const browser = portal.browser()
    const times = new Map<string, number[]>(kinds.map((kind) => [kind, []]))
    for (let round = 0; round < 200; round += 5) {
      portal.clock.advance(MINUTE_MS)
      const refused = await Promise.all(kinds.map(async (kind) => ({ kind, who: await REFUSED[kind]?.() })))
      // In turn, so that whatever else the machine does strikes all alike.
      for (let tries = 0; tries < 5; tries += 1)
        for (const { kind, who } of refused) {
          if (who === undefined) throw new Error(kind)
          const startedAt = performance.now()
          const { status } = await logIn(browser, who)
          times.get(kind)?.push(performance.now() - startedAt)
          expect(status).toBe(401)
        }
    }
    const medians = kinds.map((kind) => medianOf(times.get(kind) ?? []))
    console.log(
      `refused logins, medians of 200: ${kinds.map((kind, index) => `${kind} ${medians[index]?.toFixed(1)} ms`).join(', ')}`,
    )
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(20)
  }, 60_000)
})

describe('nor from asking for a new password', () => {
  it('the time: medians of 60 lie within 20 ms', async () => {
    const browser = portal.browser()
    const ask = async (email: string) => {
      const startedAt = performance.now()
      expect((await browser.post('/mot-de-passe-oublie', { email })).status).toBe(200)
      return performance.now() - startedAt
    }
    const [known, others]: [number[], number[]] = [[], []]
    for (let round = 0; round < 60; round += 5) {
      portal.clock.advance(MINUTE_MS)
      // No more mails than five go to anybody in a quarter of an hour.
      const { email } = await portal.people.byEmail()
      for (let times = 0; times < 5; times += 1) {
        known.push(await ask(email))
        others.push(await ask(unknown()))
      }
    }
    console.log(
      `reset asked, medians of 60: known ${medianOf(known).toFixed(1)} ms, unknown ${medianOf(others).toFixed(1)} ms`,
    )
    expect(Math.abs(medianOf(known) - medianOf(others))).toBeLessThan(20)
  }, 30_000)
})

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
