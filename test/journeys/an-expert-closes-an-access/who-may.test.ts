import { afterAll, describe, expect, it } from 'vitest'
import type { Browser } from '../../support/browser-client.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { newId } from '../../support/test-people.ts'
import { logInByCard, logInByEmail } from '../../support/test-people-logins.ts'
import { expertAtWork, newAddress, partyForm } from '../an-expert-invites-a-party/inviting.ts'

const portal = await startPortal({ cards: ['expert', 'homonym', 'co-expert', 'magistrate', 'sapiteur'] })
afterAll(() => portal.stop())

const lead = await expertAtWork(portal)
const party = await portal.people.byEmail({ cases: 0 })
const [entry, court] = [newId(), newId()]
const magistrate = await portal.people.byCard(portal.pki.card('magistrate'), {
  profile: 'magistrat-greffier',
  cases: 0,
})
const take = async (
  id: string,
  accountId: string,
  profile: 'intervenant-de-partie' | 'magistrat-greffier' | 'co-expert',
) =>
  portal.stores.cases.addParticipant({
    id,
    expertiseId: lead.expertiseId,
    accountId,
    profile,
    invitedBy: lead.person.accountId,
    invitedAt: portal.clock.now(),
  })
await take(entry, party.accountId, 'intervenant-de-partie')
await take(court, magistrate.accountId, 'magistrat-greffier')

const form = { ...partyForm(newAddress()), action: 'envoyer' }
const at = (path: string) => `${lead.casePath}/intervenants/${path}`
/** Every way to change participants. */
const CHANGES: readonly (readonly [name: string, change: (browser: Browser) => ReturnType<Browser['post']>])[] = [
  ['add', (browser) => browser.post(at('ajouter'), form)],
  ['send again', (browser) => browser.post(at(`${entry}/renvoyer`), {})],
  ['deactivate', (browser) => browser.post(at(`${entry}/rendre-inactif`), {})],
  ['regenerate', (browser) => browser.post(at(`${entry}/regenerer`), {})],
  ['regenerate all', (browser) => browser.post(at('regenerer'), {})],
]

const PEOPLE: readonly (readonly [who: string, come: (browser: Browser) => Promise<unknown>])[] = [
  [
    'an expert of another case',
    async (browser) => {
      await portal.people.byCard(portal.pki.card('homonym'))
      await logInByCard(browser, portal.pki.card('homonym'))
    },
  ],
  [
    'a co-expert of this case, by card',
    async (browser) => {
      const card = portal.pki.card('co-expert')
      const person = await portal.people.byCard(card, { profile: 'co-expert', cases: 0 })
      await take(newId(), person.accountId, 'co-expert')
      expect((await logInByCard(browser, card)).body).toContain(lead.expertiseId)
    },
  ],
  ['the party, by e-mail', (browser) => logInByEmail(portal, browser, party)],
  [
    'the lead expert, who came by e-mail',
    async (browser) => {
      const person = await portal.people.byEmail({ profile: 'expert', cases: 0 })
      await portal.stores.cases.addParticipant({
        id: newId(),
        expertiseId: lead.expertiseId,
        accountId: person.accountId,
        profile: 'expert',
        invitedBy: undefined,
        invitedAt: portal.clock.now(),
      })
      await logInByEmail(portal, browser, person)
    },
  ],
]

describe('who may change participants', () => {
  describe.each(PEOPLE)('not %s', async (_, come) => {
    const browser = portal.browser()
    it('once they are in', async () => {
      await come(browser)
      expect((await browser.open(lead.casePath)).url).toBe(`${portal.origin}${lead.casePath}`)
    })

    it.each(CHANGES)('%s', async (_name, change) => {
      expect((await change(browser)).status).toBe(404)
    })

    it('nor see addresses', async () => {
      const page = await browser.open(lead.casePath)
      expect(page.text).not.toContain('@parties.test')
      expect(page.body).not.toContain('/intervenants/')
    })
  })

  it('nothing of it changed anything', async () => {
    const participants = await portal.stores.cases.participants(lead.expertiseId)
    expect(participants.every(({ status }) => status === 'active')).toBe(true)
    expect(participants.some(({ email }) => email === form.email)).toBe(false)
    expect(portal.mail.to(form.email)).toHaveLength(0)
  })

  it.each(CHANGES)('not a stranger: %s', async (_, change) => {
    expect((await change(portal.browser())).status).toBe(303)
    expect((await portal.stores.cases.findEntry(entry))?.status).toBe('active')
  })

  it('a magistrate may close the access of a party, and of nobody of the court', async () => {
    const browser = portal.browser()
    await logInByCard(browser, portal.pki.card('magistrate'))
    for (const [name, change] of CHANGES.filter(([name]) => name !== 'deactivate')) {
      expect((await change(browser)).status, name).toBe(404)
    }
    expect((await browser.get(at(`${court}/rendre-inactif`))).status).toBe(404)
    expect((await browser.post(at(`${court}/rendre-inactif`), {})).status).toBe(404)
    expect((await browser.get(at(`${entry}/rendre-inactif`))).status).toBe(200)
  })

  it('the expert closes neither the court nor an entry of another case through their own', async () => {
    expect((await lead.browser.post(at(`${court}/rendre-inactif`), {})).status).toBe(404)
    const other = await portal.people.byEmail()
    const [foreign] = await portal.stores.cases.participants(other.expertises[0] ?? '')
    for (const action of ['rendre-inactif', 'renvoyer', 'regenerer']) {
      expect((await lead.browser.post(at(`${foreign?.id}/${action}`), {})).status).toBe(404)
    }
    expect((await portal.stores.cases.findEntry(foreign?.id ?? ''))?.status).toBe('active')
  })

  it.each(['expert', 'magistrat-greffier', 'candidat', '', 'administrateur'])(
    'the expert invites nobody as « %s »',
    async (profil) => {
      const email = newAddress()
      const page = await lead.browser.post(at('ajouter'), { ...form, email, profil })
      expect(page.status).toBe(400)
      expect(page.text).toContain('Choisissez le profil de la personne.')
      expect(await portal.stores.accounts.findByEmailKey(email)).toBeUndefined()
    },
  )

  it('adds nobody twice', async () => {
    const page = await lead.browser.post(at('ajouter'), { ...form, email: party.email })
    expect(page.status).toBe(409)
    expect(page.text).toContain('déjà un accès actif')
  })

  it.each([
    'a@b.fr, eve@evil.example',
    'a@b.fr\r\nBcc: eve@evil.example',
    '"a b"@exemple.fr',
    'Alix <a@exemple.fr>',
    'a@exemple.fr@evil.example',
    'a@ｅxemple.fr',
    'a@[127.0.0.1]',
  ])('to one clean address only, not to %j (threat 34)', async (email) => {
    const page = await lead.browser.post(at('ajouter'), { ...form, email })
    expect(page.status).toBe(400)
    expect(page.text).toContain("Cette adresse email n'est pas complète")
  })
})
