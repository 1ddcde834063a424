import { afterAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/people/profile.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { newId, PASSWORD } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword, logInByCard, logInByEmail } from '../../support/test-people-logins.ts'
import {
  type ExpertAtWork,
  expertAtWork,
  invite,
  mailsTo,
  newAddress,
  passwordIn,
} from '../an-expert-invites-a-party/inviting.ts'

const portal = await startPortal({ cards: ['expert', 'co-expert'] })
afterAll(() => portal.stop())

/** 29 May 2024, in Paris (S1.14). */
const CUT_OFF = Date.UTC(2024, 4, 28, 22)

/** Somebody whose access was given at an instant; without a password, as whoever had a certificate of the platform. */
async function oldAccess(
  { expertiseId, person }: Pick<ExpertAtWork, 'expertiseId' | 'person'>,
  invitedAt: number,
  profile: Profile = 'intervenant-de-partie',
) {
  const [accountId, id, email] = [newId(), newId(), newAddress()]
  const names = { givenNames: 'Ange', surname: 'ANCIEN' }
  await portal.stores.accounts.create(
    { id: accountId, email, emailKey: email, ...names, profiles: [profile] },
    invitedAt,
  )
  await portal.stores.cases.addParticipant({
    id,
    expertiseId,
    accountId,
    profile,
    invitedBy: person.accountId,
    invitedAt,
  })
  return { id, accountId, email, profile, password: PASSWORD }
}

const entriesOf = async ({ expertiseId }: ExpertAtWork, email: string) =>
  (await portal.stores.cases.participants(expertiseId)).filter((entry) => entry.email === email)

describe('an access of before the cut-off (S1.14 to S1.19)', () => {
  it('is shown to the expert, and regenerated: inactive the old, active the new, invited anew', async () => {
    const expert = await expertAtWork(portal)
    const old = await oldAccess(expert, CUT_OFF - 1)
    const page = await expert.open()
    expect(page.text).toContain('Un accès ne fonctionne plus')
    expect(page.text).toContain('29 mai 2024')
    expect(page.text).toContain('accès à régénérer')
    const done = await expert.browser.press(page, 'Régénérer')
    expect(done.text).toContain('Les accès sont régénérés')
    expect(done.text).not.toContain('accès à régénérer')
    expect((await entriesOf(expert, old.email)).map(({ status }) => status)).toEqual(['inactive', 'active'])

    const password = passwordIn(await mailsTo(portal, old.email, 2))
    const browser = portal.browser()
    const code = await giveEmailAndPassword(browser, { email: old.email, password })
    const choose = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, old.email) })
    expect(choose.title).toBe('Choisissez votre mot de passe')
  })

  it('one given at the cut-off itself still opens the case', async () => {
    const expert = await expertAtWork(portal)
    await oldAccess(expert, CUT_OFF)
    expect((await expert.open()).text).not.toContain('ne fonctionne plus')
  })

  it('several are regenerated at once, whoever is current stays as they are', async () => {
    const expert = await expertAtWork(portal)
    const olds = await Promise.all([1, 2, 3].map(() => oldAccess(expert, CUT_OFF - 86_400_000)))
    const current = newAddress()
    await invite(expert, current)
    const page = await expert.open()
    expect(page.text).toContain('3 accès ne fonctionnent plus')
    await expert.browser.press(page, 'Tout régénérer')
    for (const { email } of olds) {
      expect((await entriesOf(expert, email)).map(({ status }) => status)).toEqual(['inactive', 'active'])
      await mailsTo(portal, email, 2)
    }
    expect((await entriesOf(expert, current)).map(({ status }) => status)).toEqual(['active'])
    expect(portal.mail.to(current)).toHaveLength(2)
  })

  it('pressed three times at once, each is regenerated once', async () => {
    const expert = await expertAtWork(portal)
    const old = await oldAccess(expert, CUT_OFF - 1)
    const page = await expert.open()
    const answers = await Promise.all([1, 2, 3].map(() => expert.browser.submit(page, 'Tout régénérer')))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await entriesOf(expert, old.email)).map(({ status }) => status)).toEqual(['inactive', 'active'])
    await mailsTo(portal, old.email, 2)
  })

  it('« Ajouter un intervenant » for the same person does the same', async () => {
    const expert = await expertAtWork(portal)
    const old = await oldAccess(expert, CUT_OFF - 1)
    const page = await invite(expert, old.email)
    expect(page.text).toContain("L'invitation est envoyée.")
    expect((await entriesOf(expert, old.email)).map(({ status }) => status)).toEqual(['inactive', 'active'])
  })

  it('logs nobody in, and says why after the code', async () => {
    const party = await portal.people.byEmail({ cases: 0 })
    const expertiseId = await portal.people.invite({ accountId: (await portal.people.byEmail()).accountId }, 'expert')
    await portal.stores.cases.addParticipant({
      id: newId(),
      expertiseId,
      accountId: party.accountId,
      profile: 'intervenant-de-partie',
      invitedBy: undefined,
      invitedAt: CUT_OFF - 1,
    })
    const browser = portal.browser()
    const refused = await logInByEmail(portal, browser, party)
    expect(refused).toMatchObject({ status: 403, title: 'Votre accès doit être renouvelé' })
    expect(refused.text).toContain('29 mai 2024')
    expect(refused.text).toContain("Demandez à l'expert")
    expect((await browser.open('/expertises')).text).toContain("Quel est votre profil d'utilisateur")
    const entries = await portal.stores.journal.read(1, 10_000)
    expect(entries.some(({ event, data }) => event === 'access.none-open' && data['account'] === party.accountId)).toBe(
      true,
    )
  })

  it('beside a current one it opens nothing, and the current one does', async () => {
    const party = await portal.people.byEmail()
    const expert = await expertAtWork(portal)
    await portal.stores.cases.addParticipant({
      id: newId(),
      expertiseId: expert.expertiseId,
      accountId: party.accountId,
      profile: party.profile,
      invitedBy: undefined,
      invitedAt: CUT_OFF - 1,
    })
    const browser = portal.browser()
    const landing = await logInByEmail(portal, browser, party)
    expect(landing.url).toBe(`${portal.origin}/expertises/${party.expertises[0]}`)
    expect(landing.text).not.toContain('Accéder aux expertises')
    expect((await browser.get(expert.casePath)).status).toBe(404)
  })

  it('of somebody with a card is as good as ever: it never was a certificate of the platform', async () => {
    const expert = await expertAtWork(portal)
    const card = portal.pki.card('co-expert')
    const coExpert = await portal.people.byCard(card, { profile: 'co-expert', cases: 0 })
    await portal.stores.cases.addParticipant({
      id: newId(),
      expertiseId: expert.expertiseId,
      accountId: coExpert.accountId,
      profile: 'co-expert',
      invitedBy: expert.person.accountId,
      invitedAt: CUT_OFF - 1,
    })
    expect((await expert.open()).text).not.toContain('ne fonctionne plus')
    const browser = portal.browser()
    await logInByCard(browser, card)
    expect((await browser.open(expert.casePath)).status).toBe(200)
  })
})
