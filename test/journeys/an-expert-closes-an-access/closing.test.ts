import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { newId, type TestPerson } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword, logInByCard, logInByEmail } from '../../support/test-people-logins.ts'
import { type ExpertAtWork, expertAtWork, invite, mailsTo, newAddress } from '../an-expert-invites-a-party/inviting.ts'

const portal = await startPortal({ cards: ['expert', 'co-expert', 'magistrate', 'sapiteur'] })
afterAll(() => portal.stop())

/** Adds somebody who has an account to the expert's case. @returns the entry. */
async function addTo(expert: ExpertAtWork, { accountId, profile }: TestPerson): Promise<string> {
  const id = newId()
  const { expertiseId } = expert
  portal.clock.advance(1000)
  const invitedBy = expert.person.accountId
  await portal.stores.cases.addParticipant({
    id,
    expertiseId,
    accountId,
    profile,
    invitedBy,
    invitedAt: portal.clock.now(),
  })
  return id
}

async function close({ browser, casePath }: ExpertAtWork, entry: string) {
  return browser.press(await browser.open(`${casePath}/intervenants/${entry}/rendre-inactif`), 'Rendre inactif')
}

describe('an expert closes an access (S1.18, S1.19, R3, R4, R15)', () => {
  it('after a confirmation; the entry stays listed as inactive, a new one stands beside it', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    await mailsTo(portal, email, 2)
    const [entry] = (await portal.stores.cases.participants(expert.expertiseId)).filter((each) => each.email === email)
    const confirm = await expert.browser.open(`${expert.casePath}/intervenants/${entry?.id}/rendre-inactif`)
    expect(confirm.title).toBe('Rendre inactif Noa SUPPOSÉ ?')
    expect((await expert.open()).text).toMatch(/Noa SUPPOSÉ .* actif envoyée/)

    const closed = await expert.browser.press(confirm, 'Rendre inactif')
    expect(closed.text).toContain("L'accès est inactif dès maintenant.")
    expect(closed.text).toMatch(/Noa SUPPOSÉ .* inactif/)
    portal.clock.advance(1000)
    const again = await invite(expert, email)
    expect(again.text).toContain("L'invitation est envoyée.")
    const entries = (await portal.stores.cases.participants(expert.expertiseId)).filter((each) => each.email === email)
    expect(entries.map(({ status }) => status)).toEqual(['inactive', 'active'])
    expect(again.text).toContain('2 actifs sur 3')
  })

  it('ends the open session of somebody who has no other case, at the next request', async () => {
    const expert = await expertAtWork(portal)
    const party = await portal.people.byEmail({ cases: 0 })
    const entry = await addTo(expert, party)
    const browser = portal.browser()
    expect((await logInByEmail(portal, browser, party)).url).toBe(`${portal.origin}${expert.casePath}`)
    await close(expert, entry)
    const next = await browser.get(expert.casePath)
    expect(next).toMatchObject({ status: 303, location: expect.stringMatching(/^\/\?/) })
    expect((await browser.open('/expertises')).text).not.toContain('Dossier')
    expect(
      (await portal.database.selectFrom('session').selectAll().where('account_id', '=', party.accountId).execute())[0],
    ).toMatchObject({ ended_because: 'deactivated' })
  })

  it('leaves the session of somebody with another case, without this one', async () => {
    const expert = await expertAtWork(portal)
    const party = await portal.people.byEmail()
    const entry = await addTo(expert, party)
    const browser = portal.browser()
    const landing = await logInByEmail(portal, browser, party)
    expect(landing.url).toBe(`${portal.origin}${expert.casePath}`)
    await close(expert, entry)
    const gone = await browser.get(expert.casePath)
    expect(gone).toMatchObject({ status: 404, title: "Votre invitation n'est plus active" })
    const list = await browser.open('/expertises')
    expect(list.status).toBe(200)
    expect(list.body).not.toContain(expert.expertiseId)
    expect((await browser.open('/')).url).toBe(`${portal.origin}/expertises/${party.expertises[0]}`)
  })

  it('leaves the session of somebody who came by card, without this case', async () => {
    const expert = await expertAtWork(portal)
    const card = portal.pki.card('sapiteur')
    const sapiteur = await portal.people.byCard(card, { profile: 'sapiteur', cases: 0 })
    const entry = await addTo(expert, sapiteur)
    const browser = portal.browser()
    expect((await logInByCard(browser, card)).body).toContain(expert.expertiseId)
    await close(expert, entry)
    const dashboard = await browser.open('/expertises')
    expect(dashboard).toMatchObject({ status: 200, title: 'Tableau de bord' })
    expect(dashboard.body).not.toContain(expert.expertiseId)
    expect((await browser.get(expert.casePath)).status).toBe(404)
  })

  it('stops a login that is under way, whatever step it is at', async () => {
    const expert = await expertAtWork(portal)
    const party = await portal.people.byEmail({ cases: 0 })
    const entry = await addTo(expert, party)
    const browser = portal.browser()
    const code = await giveEmailAndPassword(browser, party)
    await close(expert, entry)
    const refused = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, party.email) })
    expect(refused).toMatchObject({ status: 403, title: "Votre invitation n'est plus active" })
    expect((await browser.get('/connexion/suite')).status).not.toBe(303)
    expect((await browser.open('/expertises')).text).toContain("Quel est votre profil d'utilisateur")
  })

  it('twice pressed, is done once', async () => {
    const expert = await expertAtWork(portal)
    const entry = await addTo(expert, await portal.people.byEmail())
    const confirm = await expert.browser.open(`${expert.casePath}/intervenants/${entry}/rendre-inactif`)
    const answers = await Promise.all([1, 2, 3].map(() => expert.browser.submit(confirm, 'Rendre inactif')))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const closings = (await portal.stores.journal.read(1, 10_000)).filter(
      ({ event, data }) => event === 'participant.deactivated' && data['participant'] === entry,
    )
    expect(closings).toHaveLength(1)
  })
})

describe('what the court closes, the expert does not put back (R15)', () => {
  it('a magistrate closes; the expert reads who did, and is refused', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    const [entry] = (await portal.stores.cases.participants(expert.expertiseId)).filter((each) => each.email === email)
    const card = portal.pki.card('magistrate')
    const magistrate = await portal.people.byCard(card, { profile: 'magistrat-greffier', cases: 0 })
    await addTo(expert, magistrate)
    const browser = portal.browser()
    await logInByCard(browser, card)
    const page = await browser.open(expert.casePath)
    expect(page.text).not.toContain(email)
    expect(page.body).not.toContain('intervenants/ajouter')
    expect((await browser.get(`${expert.casePath}/intervenants/ajouter`)).status).toBe(404)
    const confirm = await browser.open(`${expert.casePath}/intervenants/${entry?.id}/rendre-inactif`)
    expect((await browser.press(confirm, 'Rendre inactif')).text).toContain('par la juridiction')

    expect((await expert.open()).text).toContain('par la juridiction')
    portal.clock.advance(1000)
    const refused = await invite(expert, email)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('vous ne pouvez pas rétablir cette personne')
    const entries = (await portal.stores.cases.participants(expert.expertiseId)).filter((each) => each.email === email)
    expect(entries.map(({ status }) => status)).toEqual(['inactive'])
  })
})
