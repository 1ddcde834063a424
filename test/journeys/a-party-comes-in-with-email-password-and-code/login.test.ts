import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo, giveEmailAndPassword, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

describe('a party comes in with e-mail, password and code (S1.23 to S1.33)', () => {
  it('from the wall over password and code to the case invited to', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const wall = await browser.open('/')
    const form = await browser.press(wall, 'Continuer', { profil: 'intervenant-de-partie' })
    expect(form.text).toContain('Partie / Intervenant de Partie')
    const code = await browser.press(form, 'Continuer', { email: person.email, 'mot-de-passe': person.password })
    expect(code.text).toContain("Saisissez votre code temporaire d'authentification")
    const landing = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, person.email) })
    expect(landing).toMatchObject({ status: 200, url: `${portal.origin}/expertises/${person.expertises[0]}` })
    expect(landing.text).toContain('Camille ESSAI')
    expect(landing.text).toContain('Intervenant de Partie')
  })

  it('is told on the code page where the mail went, from whom, and how long the code lives', async () => {
    const person = await portal.people.byEmail()
    const { text } = await giveEmailAndPassword(portal.browser(), person)
    expect(text).not.toContain(person.email)
    expect(text).toContain('@parties.test')
    expect(text).toContain(portal.settings.mail.from.address)
    expect(text).toContain('10 minutes')
    expect(text).toContain("Ce n'est pas moi")
  })

  it('types the code with spaces, and the address in capitals', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const page = await giveEmailAndPassword(browser, { ...person, email: `  ${person.email.toUpperCase()} ` })
    const code = await codeSentTo(portal, person.email)
    const landing = await browser.press(page, 'Continuer', { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })
    expect(landing.url).toContain('/expertises/')
  })

  it('with one case sees no tabs; with two, both tabs, and lands on the last invitation', async () => {
    const [one, two] = await Promise.all([portal.people.byEmail(), portal.people.byEmail({ cases: 2 })])
    expect((await logInByEmail(portal, portal.browser(), one)).text).not.toContain('Accéder aux expertises')

    const browser = portal.browser()
    const landing = await logInByEmail(portal, browser, two)
    expect(landing.url).toBe(`${portal.origin}/expertises/${two.expertises[0]}`)
    expect(landing.text).toContain("Accéder à l'expertise")
    const list = await browser.open('/expertises')
    for (const id of two.expertises) expect(list.body).toContain(`/expertises/${id}`)
  })

  it('reads no case of others, and is not told that it exists', async () => {
    const [person, other] = await Promise.all([portal.people.byEmail(), portal.people.byEmail()])
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    const theirs = await browser.open(`/expertises/${other.expertises[0]}`)
    const nobodys = await browser.open('/expertises/n-existe-pas')
    expect(theirs.status).toBe(404)
    const comparable = ({ status, body }: typeof theirs) => ({
      status,
      body: body.replaceAll(/expertises\/[\w-]+/g, ''),
    })
    expect(comparable(theirs)).toEqual(comparable(nobodys))
  })

  it('whose invitations are all inactive is let in to an explanation', async () => {
    const person = await portal.people.byEmail({ cases: 0 })
    const page = await logInByEmail(portal, portal.browser(), person)
    expect(page).toMatchObject({ status: 403, title: "Votre invitation n'est plus active" })
  })

  it('as a sapiteur, and as a co-expert without card, who choose their own answers', async () => {
    const sapiteur = await portal.people.byEmail({ profile: 'sapiteur' })
    expect((await logInByEmail(portal, portal.browser(), sapiteur)).text).toContain('Sapiteur')
    const coExpert = await portal.people.byEmail({ profile: 'co-expert' })
    expect((await logInByEmail(portal, portal.browser(), coExpert)).text).toContain('Co-Expert')
  })

  it('goes back from the code to the login of the same profile, and on to the same page', async () => {
    const sapiteur = await portal.people.byEmail({ profile: 'sapiteur' })
    const browser = portal.browser()
    const form = await browser.open('/connexion/email?profil=sapiteur&suite=%2Fexpertises')
    const code = await browser.press(form, 'Continuer', { email: sapiteur.email, 'mot-de-passe': sapiteur.password })
    const back = /<a class="button button-secondary" href="([^"]+)"/.exec(code.body)?.[1]?.replaceAll('&amp;', '&')
    expect(back).toBe('/connexion/email?profil=sapiteur&suite=%2Fexpertises')
  })

  it('never becomes by e-mail what only a card may be, whatever the form says', async () => {
    const magistrate = await portal.people.byEmail({ profile: 'magistrat-greffier' })
    const both = await portal.people.byEmail({ otherProfiles: ['magistrat-greffier'] })
    const asked = { profil: 'carte', 'mot-de-passe': magistrate.password }
    const refused = await portal.browser().post('/connexion/email', { ...asked, email: magistrate.email })
    expect(refused).toMatchObject({ status: 401, location: '' })

    const browser = portal.browser()
    const page = await browser.follow(await browser.post('/connexion/email', { ...asked, email: both.email }))
    const landing = await browser.press(page, 'Continuer', { code: await codeSentTo(portal, both.email) })
    expect(landing.text).toContain('Intervenant de Partie')
  })
})
