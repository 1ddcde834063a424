import { afterAll, describe, expect, it } from 'vitest'
import { EVERY_CARD } from '../../../certs-test/cards.ts'
import { PEOPLE } from '../../../certs-test/people.ts'
import type { Profile } from '../../../src/people/profile.ts'
import { DAY_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { certificateOf } from '../../support/test-people.ts'
import { logInByCard } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: EVERY_CARD })
afterAll(() => portal.stop())

/** What each card that may not log in is told (S1.13), and with which status. */
const REFUSED: Readonly<Record<string, readonly [status: number, title: string]>> = {
  'authority-as-holder': [401, "Ce certificat ne sert pas à s'authentifier"],
  expired: [401, 'Votre certificat a expiré'],
  'look-alike-authority': [401, "L'autorité de votre certificat n'est pas reconnue"],
  'not-yet-valid': [401, "Votre certificat n'est pas encore valide"],
  'on-hold': [401, 'Votre certificat est suspendu'],
  revoked: [401, 'Votre certificat a été révoqué'],
  'rsa-1024': [401, 'La clé de votre certificat est trop faible'],
  'server-purpose': [403, "Ce certificat ne sert pas à s'authentifier"],
  'sha-1-signature': [401, 'La clé de votre certificat est trop faible'],
  'signature-only': [403, 'Vous avez choisi le certificat de signature'],
  'unknown-authority': [401, "L'autorité de votre certificat n'est pas reconnue"],
  'unknown-critical': [401, "Votre carte n'a pas pu être acceptée"],
  unregistered: [401, "L'autorité ne reconnaît pas ce certificat"],
  // What the operator of the demo decides.
  'no-policy': [403, "Ce type de certificat n'est pas accepté pour votre profil"],
}

const cards = portal.pki.cards()
const [refused, letIn] = [
  cards.filter(({ name }) => REFUSED[name] !== undefined),
  cards.filter(({ name }) => REFUSED[name] === undefined),
]

const journalEnd = async () => (await portal.stores.journal.read(1, 100_000)).at(-1)

it('what a login owes each card is what the cards say of themselves', () => {
  for (const { name, login } of refused) expect(['refused', 'policy'], name).toContain(login)
  for (const { name, login } of letIn) expect(login, name).not.toBe('refused')
})

describe('a card that is in order opens its account', () => {
  it.each(letIn)('$name: $summary', async (card) => {
    // Who holds a card in software comes as a sapiteur, which the demo's operator allows.
    const profile: Profile = card.name === 'software-policy' ? 'sapiteur' : PEOPLE[card.holder].profile
    const person = await portal.people.byCard(card, { profile })
    const browser = portal.browser()
    const page = await logInByCard(browser, card)
    expect(page).toMatchObject({ status: 200, title: 'Tableau de bord', url: `${portal.origin}/expertises` })
    const [session] = await portal.database
      .selectFrom('session')
      .selectAll()
      .where('account_id', '=', person.accountId)
      .execute()
    expect(session).toMatchObject({
      profile,
      method: 'smart-card',
      assurance: card.name === 'software-policy' ? 'certificate-software' : 'certificate-hardware',
      expires_at: portal.clock.now() + 8 * 3600 * 1000,
    })
  })
})

describe('a card that may not log in is told why, what to do, and whom to call', () => {
  it.each(refused)('$name: $summary', async (card) => {
    await portal.people.byCard(card)
    const browser = portal.browser()
    const page = await logInByCard(browser, card)
    const [status, title] = REFUSED[card.name] ?? []
    expect(page).toMatchObject({ status, title })
    for (const heading of ["Ce qui s'est passé", 'Ce que vous pouvez faire']) expect(page.text).toContain(heading)
    expect(page.text).toMatch(/Qui appeler/)
    expect(page.text).not.toContain('Certificat logiciel')
    const reference = /[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}/.exec(page.text)?.[0]
    expect(await journalEnd()).toMatchObject({
      event: 'sign-in.card-refused',
      data: { reference, certificate: card.sha256 },
    })
    expect(new URL((await browser.open('/expertises')).url).pathname).toBe('/')
  })

  it('then another card can be presented, without restarting the browser', async () => {
    const browser = portal.browser()
    const page = await logInByCard(browser, portal.pki.card('expired'))
    browser.insertCard(certificateOf(portal.pki.card('expert')))
    expect((await browser.press(page, 'Réessayer')).title).toBe('Tableau de bord')
  })
})

describe('no card at all', () => {
  it('is told so by a page of ours', async () => {
    const browser = portal.browser()
    const start = await browser.press(await browser.open('/'), 'Continuer', { profil: 'carte' })
    const page = await browser.press(start, 'Présenter ma carte')
    expect(page).toMatchObject({ status: 401, title: "Aucun certificat n'a été présenté" })
    expect(page.text).toContain('certificat expiré')
  })
})

describe('what this service knows of a card counts too', () => {
  it('a card that nobody knows leads to registration, and to no session', async () => {
    const [name] = ['stranger']
    await portal.pki.issueCards([{ name, holder: 'expert' }], portal.clock.now())
    const browser = portal.browser()
    expect((await logInByCard(browser, portal.pki.card(name))).title).toBe('Certificat non encore connu')
    expect(new URL((await browser.open('/expertises')).url).pathname).toBe('/')
  })

  it('what a hostile name says stays a text, on every page that shows it', async () => {
    await portal.pki.issueCards(
      [{ name: 'hostile-stranger', holder: 'expert', defect: 'hostile-name' }],
      portal.clock.now(),
    )
    const browser = portal.browser()
    const unknown = await logInByCard(browser, portal.pki.card('hostile-stranger'))
    const start = await browser.open('/tester-ma-carte')
    const tested = await browser.press(start, start.forms.at(-1)?.buttons[0]?.label ?? '')
    for (const { status, body } of [unknown, tested]) {
      expect(status).toBe(200)
      expect(body).toContain('&lt;script>alert(1)&lt;/script>')
      expect(body).not.toContain('<script>alert')
      expect(body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
    }
    for (const line of portal.log) expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  })

  it('a card that was blocked here, an inactive account, a profile not held: each has its page', async () => {
    const at = portal.clock.now()
    const names = ['blocked', 'inactive', 'other-profile'] as const
    await portal.pki.issueCards(
      names.map((name) => ({ name, holder: 'expert' as const })),
      at,
    )
    const [blocked, inactive, otherProfile] = names.map((name) => portal.pki.card(name))
    if (!blocked || !inactive || !otherProfile) throw new Error('three cards')

    const { accountId } = await portal.people.byCard(blocked)
    for (const { id } of await portal.stores.bindings.listOf(accountId)) await portal.stores.bindings.block(id)
    expect((await logInByCard(portal.browser(), blocked)).status).toBe(403)

    await portal.people.byCard(inactive, { status: 'inactive' })
    expect((await logInByCard(portal.browser(), inactive)).status).toBe(403)

    await portal.people.byCard(otherProfile, { profile: 'intervenant-de-partie' })
    const page = await logInByCard(portal.browser(), otherProfile)
    expect(page.status).toBe(403)
    expect(page.text).toContain('profil')
  })

  it('a card revoked after its last login is refused at the next', async () => {
    await portal.pki.issueCards([{ name: 'soon-lost', holder: 'expert' }], portal.clock.now())
    const card = portal.pki.card('soon-lost')
    await portal.people.byCard(card)
    expect((await logInByCard(portal.browser(), card)).title).toBe('Tableau de bord')
    portal.pki.revoke(card.serial, 'keyCompromise', portal.clock.now())
    portal.clock.advance(2 * DAY_MS)
    expect((await logInByCard(portal.browser(), card)).title).toBe('Votre certificat a été révoqué')
  })
})

describe('« Tester ma carte »', () => {
  it.each(['expert', 'expired', 'revoked', 'signature-only', 'unknown-authority'])(
    'judges the card %s without any account',
    async (name) => {
      const browser = portal.browser()
      browser.insertCard(certificateOf(portal.pki.card(name)))
      const start = await browser.open('/tester-ma-carte')
      const page = await browser.press(start, start.forms.at(-1)?.buttons[0]?.label ?? '')
      expect(page.status).toBe(200)
      expect(page.text).toContain(name === 'expert' ? 'Votre carte fonctionne' : (REFUSED[name]?.[1] ?? ''))
      expect(new URL((await browser.open('/expertises')).url).pathname).toBe('/')
    },
  )

  it('says so when none was presented, and gives no ticket that logs in', async () => {
    const browser = portal.browser()
    const start = await browser.open('/tester-ma-carte')
    const sent = await browser.submit(start, start.forms.at(-1)?.buttons[0]?.label ?? '')
    const back = await browser.get(sent.location)
    const ticket = new URL(back.location).searchParams.get('ticket') ?? ''
    expect(new URL(back.location).pathname).toBe('/tester-ma-carte/retour')
    const misused = await browser.follow(await browser.get(`/connexion/carte/retour?ticket=${ticket}`))
    expect(new URL(misused.url).pathname).toBe('/tester-ma-carte')
  })
})
