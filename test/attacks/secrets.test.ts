import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../support/browser-client.ts'
import { MINUTE_MS } from '../support/durations.ts'
import { startPortal } from '../support/portal-under-test.ts'
import { PASSWORD } from '../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword, linkSentTo, logInByCard } from '../support/test-people-logins.ts'

const portal = await startPortal({ cards: ['expert', 'expired'], env: { PARVIS_LOG_LEVEL: 'debug' } })
afterAll(() => portal.stop())

const NEW_PASSWORD = 'violon dans la neige de mai'
const WRONG_PASSWORD = 'tambour sous la pluie de juin'

/** Everything that must stay between a person and the service, as it came up in the run below. */
const secrets = {
  codes: new Set<string>(),
  passwords: new Set([PASSWORD, NEW_PASSWORD, WRONG_PASSWORD]),
  resetTokens: new Set<string>(),
  tickets: new Set<string>(),
  sessions: new Set<string>(),
  marks: new Set<string>(),
}
const answers: Answer[] = []

function note(answer: Answer): void {
  answers.push(answer)
  const ticket = /[?&]ticket=([\w-]+)/.exec(answer.location)?.[1]
  if (ticket !== undefined) secrets.tickets.add(ticket)
  for (const cookie of answer.setCookies) {
    const [, name, value = ''] = /^__Host-parvis-(\w+)=([^;]*)/.exec(cookie) ?? []
    if (value === '') continue
    if (name === 'navigateur') secrets.marks.add(value)
    // s:<identifier>.<signature>
    if (name === 'session') secrets.sessions.add(decodeURIComponent(value).slice(2).split('.')[0] ?? '')
  }
}

const browserOfRun = (): Browser => portal.browser({ onAnswer: note })

async function code(email: string): Promise<string> {
  const sent = await codeSentTo(portal, email)
  secrets.codes.add(sent)
  return sent
}

/** Every way in and every way not in, once. */
async function wholeRun(): Promise<void> {
  const person = await portal.people.byEmail({ terms: 'owed' })
  const browser = browserOfRun()
  await giveEmailAndPassword(browser, { ...person, password: WRONG_PASSWORD })
  const page = await giveEmailAndPassword(browser, person)
  await browser.press(page, 'Continuer', { code: '000000' })
  await code(person.email)
  portal.clock.advance(MINUTE_MS)
  const again = await browser.press(page, 'Renvoyer le code')
  const gate = await browser.press(again, 'Continuer', { code: await code(person.email) })
  const landing = await browser.press(gate, 'Accepter et continuer', { acceptation: 'oui' })
  expect(landing.url).toContain('/expertises/')
  await browser.press(landing, 'Prolonger ma session')
  await browser.press(landing, 'Se déconnecter')

  await browser.press(await browser.open('/mot-de-passe-oublie'), 'Recevoir le lien', { email: person.email })
  const link = await linkSentTo(portal, person.email)
  secrets.resetTokens.add(new URL(link).searchParams.get('jeton') ?? '')
  const form = await browser.press(await browser.open(link), 'Continuer')
  await browser.press(form, 'Enregistrer', { 'nouveau-mot-de-passe': 'court', confirmation: 'court' })
  await browser.press(form, 'Enregistrer', { 'nouveau-mot-de-passe': NEW_PASSWORD, confirmation: NEW_PASSWORD })
  await browser.open(link)

  const newcomer = await portal.people.byEmail({ password: 'temporary' })
  const first = browserOfRun()
  const owed = await first.press(await giveEmailAndPassword(first, newcomer), 'Continuer', {
    code: await code(newcomer.email),
  })
  await first.press(owed, 'Enregistrer', { 'nouveau-mot-de-passe': NEW_PASSWORD, confirmation: NEW_PASSWORD })

  const reported = browserOfRun()
  const mine = await giveEmailAndPassword(reported, newcomer)
  if (mine.title.includes('Code')) {
    await code(newcomer.email)
    await reported.press(await reported.press(mine, "Ce n'est pas moi"), 'Annuler cette connexion')
  }

  const card = portal.pki.card('expert')
  await portal.people.byCard(card)
  const withCard = browserOfRun()
  expect((await logInByCard(withCard, card)).title).toBe('Tableau de bord')
  await withCard.press(await withCard.open('/'), 'Changer de profil')
  await logInByCard(browserOfRun(), portal.pki.card('expired'))
  const stolen = browserOfRun()
  for (const ticket of secrets.tickets) await stolen.get(`/connexion/carte/retour?ticket=${ticket}`)
}

async function everythingAtRest(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    portal.database,
  )
  const tables = await Promise.all(
    rows.map(async ({ name }) => (await sql`select * from ${sql.table(name)}`.execute(portal.database)).rows),
  )
  return JSON.stringify(tables)
}

const all = (): [string, string][] =>
  Object.entries(secrets).flatMap(([kind, values]) => [...values].map((value): [string, string] => [kind, value]))

/** A code is six digits: it counts as found only where no other digit or letter stands around it. */
const holds = (text: string, [kind, value]: readonly [string, string]): boolean =>
  kind === 'codes' ? new RegExp(`(?<![\\w.])${value}(?![\\w.])`).test(text) : text.includes(value)

describe('in a whole run, no secret (code, password, ticket, session, token)', () => {
  beforeAll(wholeRun)

  it('was missed by this test', () => {
    for (const [kind, values] of Object.entries(secrets)) expect(values.size, kind).toBeGreaterThan(0)
    for (const [kind, value] of all()) expect(value.length, kind).toBeGreaterThanOrEqual(6)
    expect(secrets.sessions.size).toBeGreaterThan(4)
  })

  it('is in a line of the log', () => {
    const log = portal.log.join('\n')
    expect(log).toContain('/mot-de-passe-oublie/nouveau')
    expect(all().filter((secret) => holds(log, secret))).toEqual([])
  })

  it('is in an entry of the journal, which tells of each of these things', async () => {
    const entries = await portal.stores.journal.read(1, 10_000)
    const journal = entries.map(({ data }) => JSON.stringify(data)).join('\n')
    expect(all().filter((secret) => holds(journal, secret))).toEqual([])
    expect(new Set(entries.map(({ event }) => event))).toEqual(
      expect.objectContaining(
        new Set([
          'sign-in.password-refused',
          'sign-in.code-issued',
          'sign-in.code-refused',
          'sign-in.card-refused',
          'sign-in.abandoned',
          'session.opened',
          'session.ended',
          'terms.accepted',
          'password.changed',
          'password.reset-asked',
          'password.reset',
        ]),
      ),
    )
  })

  it('is in the body of an answer, but for the token in the form that it opens', () => {
    const found = answers.flatMap(({ body, url }) =>
      all()
        .filter((secret) => holds(body, secret))
        .map(([kind]) => `${kind} in ${new URL(url).pathname}`),
    )
    expect(new Set(found)).toEqual(new Set(['resetTokens in /mot-de-passe-oublie/nouveau']))
  })

  it('is in a header, but for cookies and for the ticket on its way to the portal', () => {
    for (const { headers } of answers) {
      const { 'set-cookie': _, location = '', ...others } = headers
      expect(all().filter((secret) => holds(JSON.stringify(others), secret))).toEqual([])
      expect(all().filter((secret) => secret[0] !== 'tickets' && holds(location, secret))).toEqual([])
    }
  })

  it('is at rest in clear, in any table', async () => {
    const atRest = await everythingAtRest()
    const withoutTimes = atRest.replaceAll(/\b\d{7,}\b/g, '')
    expect(all().filter((secret) => holds(withoutTimes, secret))).toEqual([])
  })

  it('is shown to a proxy or a page elsewhere by the address of a page', () => {
    for (const { headers, url } of answers)
      if (url.startsWith(portal.origin)) expect(headers['referrer-policy'] ?? 'none', url).toBe('same-origin')
      else expect(headers['referrer-policy']).toBe('no-referrer')
  })
})
