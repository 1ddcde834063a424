import { createHash } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../../support/browser-client.ts'
import { HOUR_MS, MINUTE_MS } from '../../support/durations.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo, giveEmailAndPassword, logInByCard, logInByEmail } from '../../support/test-people-logins.ts'

const GATE = "Conditions générales d'utilisation"
const ACCEPT = 'Accepter et continuer'
const accepted = { acceptation: 'oui' }

const pathOf = ({ url }: Answer): string => new URL(url).pathname
const isIn = (page: Answer): boolean => pathOf(page).startsWith('/expertises')

/** New versions are for everybody, so each suite that publishes some has a portal of its own. */
async function withPortal(story: (portal: PortalUnderTest) => Promise<void>): Promise<void> {
  const portal = await startPortal()
  try {
    await story(portal)
  } finally {
    await portal.stop()
  }
}

describe('somebody who owes an acceptance meets the terms before anything else (S1.44, S1.46)', async () => {
  const portal = await startPortal({ cards: ['expert'] })
  afterAll(() => portal.stop())

  async function atTheGate() {
    const person = await portal.people.byEmail({ terms: 'owed' })
    const browser = portal.browser()
    const page = await logInByEmail(portal, browser, person)
    expect(page.title).toBe(GATE)
    return { person, browser, page }
  }

  const proofsOf = ({ accountId }: { accountId: string }) =>
    portal.database.selectFrom('terms_acceptance').selectAll().where('account_id', '=', accountId).execute()
  const journalOf = async ({ accountId }: { accountId: string }) =>
    (await portal.stores.journal.read(1, 10_000)).filter(({ data }) => data['account'] === accountId)

  it('by e-mail and by card alike; accepting leads on', async () => {
    const { browser, page } = await atTheGate()
    expect(isIn(await browser.press(page, ACCEPT, accepted))).toBe(true)

    const card = portal.pki.card('expert')
    await portal.people.byCard(card, { terms: 'owed' })
    const withCard = portal.browser()
    const gate = await logInByCard(withCard, card)
    expect(gate.title).toBe(GATE)
    expect((await withCard.press(gate, ACCEPT, accepted)).title).toBe('Tableau de bord')
  })

  it('and has no session until then: no page opens, not even by its address', async () => {
    const { browser, person } = await atTheGate()
    for (const path of [
      '/',
      '/expertises',
      `/expertises/${person.expertises[0]}`,
      '/connexion/suite',
      '/connexion/code',
    ])
      expect(isIn(await browser.open(path)), path).toBe(false)
    const posted = await browser.post('/session/prolonger', {})
    expect(posted.location).toBe('/')
    const rows = await portal.database
      .selectFrom('session')
      .selectAll()
      .where('account_id', '=', person.accountId)
      .execute()
    expect(rows).toEqual([])
  })

  it('and can go where the address led, once accepted', async () => {
    const person = await portal.people.byEmail({ terms: 'owed', cases: 2 })
    const wanted = `/expertises/${person.expertises[1]}?onglet=participants`
    const browser = portal.browser()
    const wall = await browser.open(wanted)
    const form = await browser.press(wall, 'Continuer', { profil: 'intervenant-de-partie' })
    const code = await browser.press(form, 'Continuer', { email: person.email, 'mot-de-passe': person.password })
    const gate = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, person.email) })
    expect(gate.title).toBe(GATE)
    expect((await browser.press(gate, ACCEPT, accepted)).url).toBe(`${portal.origin}${wanted}`)
  })

  it('downloads the very text whose fingerprint the page shows', async () => {
    const { browser, page } = await atTheGate()
    const path = /href="(\/cgu\/[^"]+\.pdf)"/.exec(page.body)?.[1] ?? ''
    const pdf = await browser.get(path)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.headers['content-disposition']).toContain('attachment')
    expect(page.text).toContain(createHash('sha256').update(pdf.bytes).digest('hex'))
    expect((await browser.get('/cgu/inconnu.pdf')).status).toBe(404)
  })

  it('leaves a proof: who, which text by its hash, when, as what, how logged in (GD-7)', async () => {
    const { browser, page, person } = await atTheGate()
    await browser.press(page, ACCEPT, accepted)
    const [proof, ...others] = await proofsOf(person)
    expect(others).toEqual([])
    expect(proof).toMatchObject({
      profile: 'intervenant-de-partie',
      method: 'email-code',
      accepted_at: portal.clock.now(),
    })
    expect(page.text).toContain(proof?.terms_sha256)
    expect(await journalOf(person)).toContainEqual(
      expect.objectContaining({
        event: 'terms.accepted',
        data: expect.objectContaining({ sha256: proof?.terms_sha256 }),
      }),
    )
  })

  it('must tick the box', async () => {
    const { browser, page, person } = await atTheGate()
    const again = await browser.press(page, ACCEPT)
    expect(again.status).toBe(400)
    expect(again.text).toContain('Cochez la case')
    expect(await proofsOf(person)).toEqual([])
    expect(isIn(await browser.press(again, ACCEPT, accepted))).toBe(true)
  })

  it('may refuse: that logs out and changes nothing else; the next login asks again', async () => {
    const { browser, page, person } = await atTheGate()
    const refused = await browser.press(page, 'Refuser et se déconnecter')
    expect(refused.title).toBe('Vous avez refusé les conditions')
    expect((await browser.press(page, ACCEPT, accepted)).title).toBe('Choix du profil')
    expect(await proofsOf(person)).toEqual([])
    expect((await journalOf(person)).map(({ event }) => event)).toContain('terms.refused')
    portal.clock.advance(MINUTE_MS)
    expect((await logInByEmail(portal, portal.browser(), person)).title).toBe(GATE)
  })

  it('is asked once for each profile', async () => {
    const person = await portal.people.byEmail({ otherProfiles: ['sapiteur'] })
    const browser = portal.browser()
    expect(isIn(await logInByEmail(portal, browser, person))).toBe(true)
    await portal.people.invite(person, 'sapiteur')
    portal.clock.advance(MINUTE_MS)
    const page = await logInByEmail(portal, portal.browser(), { ...person, profile: 'sapiteur' })
    expect(page.title).toBe(GATE)
  })

  it('in two tabs: accepting in one leads on in the other, and there is one proof', async () => {
    const { browser, page, person } = await atTheGate()
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.submit(page, ACCEPT, accepted)))
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    expect(answers.filter(({ location }) => location.startsWith('/expertises'))).toHaveLength(1)
    expect(isIn(await browser.press(page, ACCEPT, accepted))).toBe(true)
    expect(await proofsOf(person)).toHaveLength(1)
    expect((await journalOf(person)).filter(({ event }) => event === 'terms.accepted')).toHaveLength(1)
  })

  it('accepts for nobody else: the form of one browser does nothing in another', async () => {
    const { page, person } = await atTheGate()
    const stranger = portal.browser()
    expect((await stranger.press(page, ACCEPT, accepted)).title).toBe('Choix du profil')
    expect(await proofsOf(person)).toEqual([])
  })
})

describe('a new version of the terms', () => {
  const logInto = async (portal: PortalUnderTest, browser: Browser = portal.browser()) => {
    const person = await portal.people.byEmail({ cases: 2 })
    expect(isIn(await logInByEmail(portal, browser, person))).toBe(true)
    return { person, browser }
  }

  it('stops sessions that are open, from the instant it takes effect, and lets them go on where they were', () =>
    withPortal(async (portal) => {
      const { browser, person } = await logInto(portal)
      await portal.people.publishTerms({ label: '2', effectiveAt: portal.clock.now() + 10 * MINUTE_MS })
      portal.clock.advance(10 * MINUTE_MS - 1)
      expect(isIn(await browser.open('/expertises'))).toBe(true)
      portal.clock.advance(1)
      const wanted = `/expertises/${person.expertises[1]}`
      for (const path of ['/', '/expertises', wanted]) expect((await browser.open(path)).title, path).toBe(GATE)
      expect((await browser.post('/session/prolonger', { retour: '/expertises' })).location).toMatch(/^\/cgu/)
      const gate = await browser.open(wanted)
      expect(gate.text).toContain('Une nouvelle version')
      expect((await browser.press(gate, ACCEPT, accepted)).url).toBe(`${portal.origin}${wanted}`)
    }))

  it('refused in an open session, ends it', () =>
    withPortal(async (portal) => {
      const { browser } = await logInto(portal)
      await portal.people.publishTerms({ label: '2' })
      const gate = await browser.open('/expertises')
      expect((await browser.press(gate, 'Refuser et se déconnecter')).title).toBe('Vous avez refusé les conditions')
      expect(isIn(await browser.open('/expertises'))).toBe(false)
    }))

  it('that corrects little asks nobody again, but is what somebody new accepts', () =>
    withPortal(async (portal) => {
      const { browser } = await logInto(portal)
      const corrected = await portal.people.publishTerms({ label: '1.1', kind: 'minor' })
      expect(isIn(await browser.open('/expertises'))).toBe(true)
      const newcomer = await portal.people.byEmail({ terms: 'owed' })
      const gate = await logInByEmail(portal, portal.browser(), newcomer)
      expect(gate.text).toContain(corrected.sha256)
    }))

  it('for other profiles asks nobody here', () =>
    withPortal(async (portal) => {
      const { browser } = await logInto(portal)
      await portal.people.publishTerms({ label: '2', audience: ['expert', 'magistrat-greffier'] })
      expect(isIn(await browser.open('/expertises'))).toBe(true)
    }))

  it('that takes effect while somebody reads the old one is not accepted by accident', () =>
    withPortal(async (portal) => {
      const person = await portal.people.byEmail({ terms: 'owed' })
      const browser = portal.browser()
      const old = await logInByEmail(portal, browser, person)
      portal.clock.advance(MINUTE_MS)
      const next = await portal.people.publishTerms({ label: '2' })
      const again = await browser.press(old, ACCEPT, accepted)
      expect(again.title).toBe(GATE)
      expect(again.text).toContain(next.sha256)
      expect(again.text).not.toContain('Cochez la case')
      expect(await portal.stores.terms.acceptances(person.accountId, 'intervenant-de-partie')).toEqual([])
      expect(isIn(await browser.press(again, ACCEPT, accepted))).toBe(true)
      const [proof] = await portal.stores.terms.acceptances(person.accountId, 'intervenant-de-partie')
      expect(proof?.termsId).toBe(next.id)
    }))

  it('that took effect between the code and the session is asked for first', () =>
    withPortal(async (portal) => {
      const person = await portal.people.byEmail()
      const browser = portal.browser()
      const page = await giveEmailAndPassword(browser, person)
      await portal.people.publishTerms({ label: '2' })
      const gate = await browser.press(page, 'Continuer', { code: await codeSentTo(portal, person.email) })
      expect(gate.title).toBe(GATE)
      portal.clock.advance(HOUR_MS)
      expect((await browser.press(gate, ACCEPT, accepted)).title).toBe('Choix du profil')
    }))
})
