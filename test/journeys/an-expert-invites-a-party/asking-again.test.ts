import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { expertAtWork, invite, mailsTo, newAddress } from './inviting.ts'

const portal = await startPortal({ cards: ['expert'] })
afterAll(() => portal.stop())

async function askAgain(email: string) {
  const browser = portal.browser()
  const page = await browser.open('/invitation/nouvel-envoi')
  return browser.press(page, 'Demander un nouvel envoi', { email })
}

describe('an invited person asks for another sending', () => {
  it('from the login page; the expert reads the wish, and sending again answers it', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    await mailsTo(portal, email, 2)
    const login = await portal.browser().open('/connexion/email')
    expect(login.body).toContain('href="/invitation/nouvel-envoi"')

    const asked = await askAgain(email.toUpperCase())
    expect(asked.title).toBe('Votre demande est notée')
    const page = await expert.open()
    expect(page.text).toContain('nouvel envoi demandé le')
    const resent = await expert.browser.press(page, 'Renvoyer')
    expect(resent.text).not.toContain('nouvel envoi demandé')
    await mailsTo(portal, email, 4)
  })

  it('sends no mail, however often it is asked', async () => {
    const expert = await expertAtWork(portal)
    const email = newAddress()
    await invite(expert, email)
    await mailsTo(portal, email, 2)
    for (let times = 0; times < 20; times += 1) await askAgain(email)
    const account = await portal.stores.accounts.findByEmailKey(email)
    const entries = await portal.stores.journal.read(1, 10_000)
    const asked = entries.filter(
      ({ event, data }) => event === 'invitation.asked-again' && data['account'] === account?.id,
    )
    expect(asked).toHaveLength(1)
    expect(portal.mail.to(email)).toHaveLength(2)
  })

  it('is answered alike whatever the address', async () => {
    const expert = await expertAtWork(portal)
    const invited = newAddress()
    await invite(expert, invited)
    const withPassword = await portal.people.byEmail()
    const anonymous = async (email: string) => {
      const { status, body } = await askAgain(email)
      return { status, body: body.replaceAll(email, 'email') }
    }
    const expected = await anonymous(invited)
    expect(await anonymous(newAddress())).toEqual(expected)
    expect(await anonymous(withPassword.email)).toEqual(expected)
  })

  it.each([
    ['', 'Saisissez votre adresse email'],
    ['pas une adresse', "n'est pas complète"],
  ])('« %s » is asked again', async (email, words) => {
    const page = await askAgain(email)
    expect(page.status).toBe(400)
    expect(page.text).toContain(words)
  })
})
