import { afterAll, describe, expect, it } from 'vitest'
import { answerQuestion, COMPLETE_FORM, registrationForm } from '../../support/first-card-steps.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo, logInByCard } from '../../support/test-people-logins.ts'

const portal = await startPortal({
  cards: ['expert', 'co-expert', 'sapiteur', 'clerk', 'renewed', 'p-256', 'software-policy'],
})
afterAll(() => portal.stop())

const card = (name: string) => portal.pki.card(name)
const accountOf = (email: string) => portal.stores.accounts.findByEmailKey(email)
const sent = { action: 'valider' }

describe('an unknown card registers its holder (S1.35 to S1.43)', () => {
  it('asks, shows the form with the exact labels, proves the address and opens the dashboard', async () => {
    const browser = portal.browser()
    const form = await registrationForm(browser, card('expert'))
    expect(form.title).toBe("Formulaire d'inscription pour les experts")
    expect(form.text).toContain('CN=Camille FICTIVE')
    for (const label of ['PRÉNOM *', 'NOM *', 'TÉLÉPHONE FIXE', "COUR D'APPEL DE RATTACHEMENT *", 'SPÉCIALITÉS *']) {
      expect(form.text).toContain(label)
    }
    const code = await browser.press(form, 'VALIDER', { ...COMPLETE_FORM, ...sent })
    expect(await accountOf(COMPLETE_FORM.email)).toBeUndefined()
    const dashboard = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, COMPLETE_FORM.email) })
    expect(dashboard.title).toBe('Tableau de bord')

    const account = await accountOf(COMPLETE_FORM.email)
    expect(account).toMatchObject({ givenNames: 'Camille', surname: 'FICTIVE', profiles: ['expert'] })
    const registration = await portal.stores.registrations.find(account?.id ?? '')
    expect(registration).toMatchObject({
      courtId: 'ca-bourges',
      specialities: { edition: 'admin-2013', codes: ['A.1.1'] },
      address: { town: 'Bourges', country: 'FR' },
    })
    const accepted = await portal.stores.terms.acceptances(account?.id ?? '', 'expert')
    expect(accepted).toMatchObject([{ method: 'smart-card' }])
    const again = await logInByCard(portal.browser(), card('expert'))
    expect(again.title).toBe('Tableau de bord')
  })

  it.each([
    ['prenom', 'Saisissez le prénom.'],
    ['nom', 'Saisissez le nom.'],
    ['email', 'Saisissez votre adresse email.'],
    ['voie', 'Saisissez le numéro et la voie.'],
    ['code-postal', 'Saisissez le code postal.'],
    ['ville', 'Saisissez la ville.'],
    ['cour', "Choisissez votre cour d'appel de rattachement."],
    ['specialites', 'Choisissez au moins une spécialité.'],
    ['acceptation', 'Cochez la case pour accepter les CGU.'],
  ])('marks %s when it is missing, and keeps everything else', async (field, error) => {
    const browser = portal.browser()
    const form = await registrationForm(browser, card('co-expert'), 'co-expert')
    const typed = { ...COMPLETE_FORM, ville: 'Vierzon', ...sent, [field]: '' }
    const page = await browser.press(form, 'VALIDER', typed)
    expect(page.status).toBe(400)
    expect(page.text).toContain(error)
    if (field !== 'ville') expect(page.body).toContain('value="Vierzon"')
  })

  it.each([
    ['code-postal', '180', 'Le code postal comporte 5 chiffres'],
    ['telephone-fixe', 'appelez-moi', 'numéro de téléphone'],
    ['email', 'pas-une-adresse', "n'est pas complète"],
    ['cour', 'ca-atlantide', "Choisissez votre cour d'appel"],
    ['specialites', 'Z.9.9', 'Choisissez au moins une spécialité'],
    ['nom', 'N'.repeat(300), 'Ce texte est trop long'],
  ])('refuses %s = %s', async (field, value, error) => {
    const browser = portal.browser()
    const form = await registrationForm(browser, card('co-expert'), 'co-expert')
    const page = await browser.press(form, 'VALIDER', { ...COMPLETE_FORM, ...sent, [field]: value })
    expect(page.status).toBe(400)
    expect(page.text).toContain(error)
  })

  it('searches the specialities without losing what was typed or ticked', async () => {
    const browser = portal.browser()
    const form = await registrationForm(browser, card('co-expert'), 'co-expert')
    const found = await browser.press(form, 'Chercher', {
      ...COMPLETE_FORM,
      'recherche-specialite': 'toiture couverture',
      action: 'chercher',
    })
    expect(found.status).toBe(200)
    expect(found.body).toContain('value="Bourges"')
    expect(found.text).toContain('A.1.1. Améliorations foncières.')
  })

  it('keeps what was typed when the sign-in has run out, for the same browser and nobody else', async () => {
    const browser = portal.browser()
    const form = await registrationForm(browser, card('co-expert'), 'co-expert')
    portal.clock.advance(61 * 60_000)
    const late = await browser.submit(form, 'VALIDER', { ...COMPLETE_FORM, ville: 'Sancerre', ...sent })
    expect(late.status).toBe(409)
    expect((await registrationForm(browser, card('co-expert'), 'co-expert')).body).toContain('value="Sancerre"')
    expect((await registrationForm(portal.browser(), card('co-expert'), 'co-expert')).body).not.toContain('Sancerre')
  })

  it('empties the form with RÉ-INITIALISER', async () => {
    const browser = portal.browser()
    const form = await registrationForm(browser, card('co-expert'), 'co-expert')
    const page = await browser.press(form, 'RÉ-INITIALISER', { ...COMPLETE_FORM, action: 're-initialiser' })
    expect(page.body).not.toContain('3 rue des Essais')
  })

  it('gives a clerk and a sapiteur the shorter form', async () => {
    const clerk = await registrationForm(portal.browser(), card('clerk'))
    expect(clerk.title).toBe("Formulaire d'inscription pour les magistrats et greffiers")
    expect(clerk.text).not.toContain('SPÉCIALITÉS')
    const sapiteur = await registrationForm(portal.browser(), card('sapiteur'), 'sapiteur')
    expect(sapiteur.title).toBe("Formulaire d'inscription pour les sapiteurs")
  })

  it('offers no profile that the card may not have', async () => {
    const browser = portal.browser()
    const page = await answerQuestion(browser, card('software-policy'), 'non')
    const tentative = new URL(page.url).searchParams.get('tentative') ?? ''
    const email = 'forcee@nouvelle.test'
    const forced = await browser.post('/inscription', { ...COMPLETE_FORM, ...sent, email, tentative, profil: 'expert' })
    const proof = await browser.follow(forced)
    await browser.press(proof, 'Continuer', { code: await codeSentTo(portal, email) })
    expect((await accountOf(email))?.profiles).toEqual(['sapiteur'])
  })

  it('says the same for an address that has an account, and tells its owner', async () => {
    const owner = await portal.people.byEmail()
    const browser = portal.browser()
    const form = await registrationForm(browser, card('p-256'))
    const page = await browser.press(form, 'VALIDER', { ...COMPLETE_FORM, ...sent, email: owner.email })
    expect(page.title).toContain('Code temporaire')
    await expect.poll(() => portal.mail.to(owner.email)[0]?.subject).toContain('vous avez déjà un compte')
    expect(portal.mail.to(owner.email)[0]?.text).not.toMatch(/\b\d{6}\b/)
  })
})
