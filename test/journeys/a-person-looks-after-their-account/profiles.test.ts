import { afterAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/people/profile.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { PASSWORD } from '../../support/test-people.ts'
import { logInByCard, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal({ cards: ['expert', 'co-expert', 'magistrate'] })
afterAll(() => portal.stop())

const card = (name: string) => portal.pki.card(name)
const liveSessions = (accountId: string) => portal.stores.sessions.listOf(accountId, portal.clock.now())

async function acceptTermsAs(accountId: string, profile: Profile): Promise<void> {
  const [version] = await portal.stores.terms.versions()
  const at = portal.clock.now()
  const proof = { id: `${accountId}-${profile}`, accountId, profile, method: 'smart-card', acceptedAt: at } as const
  await portal.stores.terms.accept({ ...proof, termsId: version?.id ?? '', termsSha256: version?.sha256 ?? '' })
}

describe('one person with several profiles acts under one at a time (S1.50 to S1.52)', () => {
  it('an expert goes on as a party without a private window: another session, the same proof', async () => {
    const person = await portal.people.byCard(card('expert'), { otherProfiles: ['intervenant-de-partie'] })
    const browser = portal.browser()
    await logInByCard(browser, card('expert'))
    const [before] = await liveSessions(person.accountId)
    const cookie = browser.cookies.get('__Host-parvis-session')
    portal.clock.advance(60_000)

    const terms = await browser.press(await browser.open('/mon-compte'), 'Continuer comme Intervenant de Partie')
    expect(terms.url).toContain('/cgu')
    await browser.press(terms, 'Accepter et continuer', { acceptation: 'oui' })
    const page = await browser.open('/mon-compte')
    expect(page.text).toContain('Connecté en tant que Camille')
    expect(page.text).toContain('Continuer comme Expert')

    const after = await liveSessions(person.accountId)
    expect(after).toHaveLength(1)
    expect(after[0]).toMatchObject({
      profile: 'intervenant-de-partie',
      method: 'smart-card',
      assurance: before?.assurance,
      authenticatedAt: before?.authenticatedAt,
      expiresAt: before?.expiresAt,
    })
    expect(after[0]?.handle).not.toBe(before?.handle)
    expect(browser.cookies.get('__Host-parvis-session')).not.toBe(cookie)

    const back = await browser.press(page, 'Continuer comme Expert')
    expect(back.title).toBe('Tableau de bord')
  })

  it('the former session is dead: its cookie opens nothing', async () => {
    const browser = portal.browser()
    await logInByCard(browser, card('expert'))
    const former = new Map(browser.cookies)
    await browser.press(await browser.open('/mon-compte'), 'Continuer comme Intervenant de Partie')
    const thief = portal.browser()
    for (const [name, value] of former) thief.cookies.set(name, value)
    expect((await thief.get('/mon-compte')).status).toBe(303)
  })

  it('a password never leads to what needs a card', async () => {
    const person = await portal.people.byEmail({ otherProfiles: ['expert', 'magistrat-greffier', 'candidat'] })
    const { accountId: stranger } = await portal.people.byCard(card('co-expert'), { profile: 'co-expert' })
    const binding = { account_id: person.accountId }
    await portal.database.updateTable('certificate_binding').set(binding).where('account_id', '=', stranger).execute()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    const page = await browser.open('/mon-compte')
    expect(page.text).toContain('agir comme : Expert, Magistrat/Greffier.')
    expect(page.text).not.toContain('Continuer comme Expert')
    for (const profil of ['expert', 'magistrat-greffier', 'sapiteur', 'nobody', '']) {
      expect((await browser.post('/mon-compte/profil', { profil })).status).toBe(403)
    }
    const [session] = await liveSessions(person.accountId)
    expect(session?.profile).toBe('intervenant-de-partie')
    await acceptTermsAs(person.accountId, 'candidat')
    expect((await browser.press(page, 'Continuer comme Candidat')).title).toBe('Mon compte')
  })

  it('an expert without a card may, where a case is open', async () => {
    const person = await portal.people.byEmail({ otherProfiles: ['co-expert', 'sapiteur'] })
    await portal.people.invite(person, 'sapiteur')
    await acceptTermsAs(person.accountId, 'sapiteur')
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    const page = await browser.open('/mon-compte')
    expect(page.text).toContain('agir comme : Co-Expert.')
    const landing = await browser.press(page, 'Continuer comme Sapiteur')
    expect(landing.url).toContain('/expertises/')
  })

  it('a profile that the authority does not grant the card is out of its reach', async () => {
    await portal.people.byCard(card('magistrate'), { profile: 'magistrat-greffier', otherProfiles: ['expert'] })
    const browser = portal.browser()
    await logInByCard(browser, card('magistrate'))
    const page = await browser.open('/mon-compte')
    expect(page.text).not.toContain('Continuer comme Expert')
    expect((await browser.post('/mon-compte/profil', { profil: 'expert' })).status).toBe(403)
  })

  it('a session from an activation link proves a mailbox, and leads nowhere else', async () => {
    const person = await portal.people.byEmail({ profile: 'candidat', otherProfiles: ['intervenant-de-partie'] })
    await portal.people.invite(person, 'intervenant-de-partie')
    const browser = portal.browser()
    await logInByEmail(portal, browser, { ...person, password: PASSWORD })
    await portal.database
      .updateTable('session')
      .set({ method: 'activation-link', assurance: 'mailbox' })
      .where('account_id', '=', person.accountId)
      .execute()
    expect((await browser.post('/mon-compte/profil', { profil: 'intervenant-de-partie' })).status).toBe(403)
  })
})
