import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { PASSWORD } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword, logInByEmail } from '../../support/test-people-logins.ts'
import { expertAtWork, invite, mailsTo, newAddress, partyForm, passwordIn } from './inviting.ts'

const portal = await startPortal({ cards: ['expert'] })
afterAll(() => portal.stop())

describe('an expert invites a party (S1.17, S1.20, S1.21)', () => {
  it('fills in, validates, confirms, and finds the person active and the invitation sent', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    expect((await expert.open()).body).toContain(`${expert.casePath}/intervenants/ajouter`)
    const page = await expert.browser.open(`${expert.casePath}/intervenants/ajouter`)
    const confirmation = await expert.browser.press(page, 'Valider', partyForm(email))
    expect(confirmation.title).toBe("Envoyer l'invitation ?")
    expect(confirmation.text).toContain(email)
    expect(portal.mail.to(email)).toHaveLength(0)
    expect(await portal.stores.accounts.findByEmailKey(email)).toBeUndefined()

    const back = await expert.browser.press(confirmation, "Envoyer l'invitation")
    expect(back.url).toBe(`${portal.origin}${expert.casePath}?avis=invitation`)
    expect(back.text).toContain("L'invitation est envoyée.")
    await mailsTo(portal, email, 2)
    const list = await expert.open()
    expect(list.text).toMatch(
      new RegExp(`Noa SUPPOSÉ ${email} Invité par Camille ESSAI \\d+ Intervenant de Partie .* actif envoyée`),
    )
  })

  it('two mails reach the person: the case, and apart from it the secret', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    const mails = await mailsTo(portal, email, 2)
    const password = passwordIn(mails)
    expect(password).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/)
    const secret = mails.find(({ text }) => text.includes(password))
    const announcement = mails.find((mail) => mail !== secret)
    const expertise = await portal.stores.cases.find(expert.expertiseId)
    expect(announcement?.text).toContain(expertise?.reference)
    expect(announcement?.text).toContain(expertise?.title)
    expect(announcement?.text).toMatch(/Camille ESSAI/)
    expect(announcement?.text).toContain(portal.settings.mail.from.address)
    expect(announcement?.text).not.toContain(password)
    expect(secret?.text).not.toContain(expertise?.reference)
    expect(secret?.html).not.toContain('href=')
    for (const { text, html } of mails) {
      for (const [url] of `${text} ${html}`.matchAll(/https?:\/\/[^\s"<]+/g))
        expect(new URL(url).origin).toBe(portal.origin)
    }
  })

  it('the person comes in with it, must choose another, and lands on the case; the expert reads « acceptée »', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    const password = passwordIn(await mailsTo(portal, email, 2))
    const browser = portal.browser()
    const code = await giveEmailAndPassword(browser, { email, password })
    const choose = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, email) })
    expect(choose.title).toBe('Choisissez votre mot de passe')
    const terms = await browser.press(choose, 'Enregistrer', {
      'nouveau-mot-de-passe': PASSWORD,
      confirmation: PASSWORD,
    })
    const landing = await browser.press(terms, 'Accepter et continuer', { acceptation: 'oui' })
    expect(landing).toMatchObject({ status: 200, url: `${portal.origin}${expert.casePath}` })
    expect((await expert.open()).text).toContain('actif acceptée')

    const again = await giveEmailAndPassword(portal.browser(), { email, password })
    expect(again.status).toBe(401)
  })

  it('the password dies after 72 hours, the state says so, and a new sending kills it at once', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    const first = passwordIn(await mailsTo(portal, email, 2))
    const resent = await expert.browser.press(await expert.open(), 'Renvoyer')
    expect(resent.text).toContain("L'invitation est envoyée.")
    const mails = await mailsTo(portal, email, 4)
    const second = passwordIn(mails)
    expect(second).not.toBe(first)
    expect(mails.slice(0, 2).some(({ subject }) => subject.includes('nouvel envoi'))).toBe(true)
    expect((await giveEmailAndPassword(portal.browser(), { email, password: first })).status).toBe(401)

    portal.clock.advance(72 * 3600_000 - 1)
    const intime = await giveEmailAndPassword(portal.browser(), { email, password: second })
    expect(intime.text).toContain("Saisissez votre code temporaire d'authentification")
    portal.clock.advance(1)
    expect((await giveEmailAndPassword(portal.browser(), { email, password: second })).status).toBe(401)
    const expertAgain = await expertAtWork(portal)
    const page = await expertAgain.browser.open(expert.casePath)
    expect(page.text).toContain('expirée Renvoyer')
  })

  it('somebody with a password gets the first mail only, and comes in as usual', async () => {
    const expert = await expertAtWork(portal)
    const person = await portal.people.byEmail()
    portal.clock.advance(60_000)
    await invite(expert, person.email)
    const [mail] = await mailsTo(portal, person.email, 1)
    expect(mail?.text).toContain("Connectez-vous comme d'habitude")
    const landing = await logInByEmail(portal, portal.browser(), person)
    expect(landing.url).toBe(`${portal.origin}${expert.casePath}`)
    expect(landing.text).toContain('Accéder aux expertises')
  })

  it('the expert is not told whose account an address is', async () => {
    const expert = await expertAtWork(portal)
    const person = await portal.people.byEmail()
    const form = await expert.browser.open(`${expert.casePath}/intervenants/ajouter`)
    const known = await expert.browser.press(form, 'Valider', partyForm(person.email))
    const unknown = await expert.browser.press(form, 'Valider', partyForm(newAddress()))
    const anonymous = (text: string) => text.replaceAll(/\S+@parties\.test/g, '')
    expect(anonymous(known.text)).toBe(anonymous(unknown.text))
    const list = await invite(expert, person.email)
    expect(list.text).toContain(`Noa SUPPOSÉ ${person.email}`)
    const account = await portal.stores.accounts.find(person.accountId)
    expect(list.text.split(account?.surname ?? '?').length).toBeLessThanOrEqual(1)
  })
})
