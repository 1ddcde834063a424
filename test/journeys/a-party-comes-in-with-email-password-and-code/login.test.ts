import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { codeSentTo, giveEmailAndPassword, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

describe('a party comes in with e-mail, password and code', () => {
  it('goes from the wall over password and code to the case invited to', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    const wall = await browser.open('/')
    expect(wall.title).toBe('Choix du profil')
    const form = await browser.press(wall, 'Continuer', { profil: 'intervenant-de-partie' })
    expect(form.text).toContain('Partie / Intervenant de Partie')
    const code = await browser.press(form, 'Continuer', { email: person.email, 'mot-de-passe': person.password })
    expect(code.text).toContain("Saisissez votre code temporaire d'authentification")
    const landing = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, person.email) })
    expect(landing).toMatchObject({ status: 200, url: `${portal.origin}/expertises/${person.expertises[0]}` })
    expect(landing.text).toContain('Camille ESSAI')
  })
})
