import { afterAll, describe, expect, it } from 'vitest'
import { startPortal } from '../../support/portal-under-test.ts'
import { PASSWORD } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword } from '../../support/test-people-logins.ts'
import { expertAtWork, invite, linkIn, mailsTo, newAddress } from './inviting.ts'

const portal = await startPortal({ cards: ['expert'], env: { PARVIS_INVITATION_SECRET: 'activation-link' } })
afterAll(() => portal.stop())

const passwords = (password: string, confirmation = password) => ({ 'nouveau-mot-de-passe': password, confirmation })

async function invited() {
  const expert = await expertAtWork(portal)
  const email = newAddress()
  await invite(expert, email)
  return { expert, email, link: linkIn(await mailsTo(portal, email, 2)) }
}

describe('an expert invites a party with an activation link (RS-11)', () => {
  it('the link sets the first password; the code is still asked, then the case opens', async () => {
    const { expert, email, link } = await invited()
    expect(new URL(link).origin).toBe(portal.origin)
    const before = await expert.open()
    const browser = portal.browser()
    const start = await browser.open(link)
    expect(start.title).toBe('Activer votre accès')
    const choose = await browser.press(start, 'Continuer')
    const code = await browser.press(choose, 'Enregistrer', passwords(PASSWORD))
    expect(code.text).toContain("Saisissez votre code temporaire d'authentification")
    expect((await browser.open(expert.casePath)).title).not.toContain('Dossier')
    const terms = await browser.press(code, 'Continuer', { code: await codeSentTo(portal, email) })
    const landing = await browser.press(terms, 'Accepter et continuer', { acceptation: 'oui' })
    expect(landing.url).toBe(`${portal.origin}${expert.casePath}`)

    const late = await expert.browser.press(before, 'Renvoyer')
    expect(late.url).toBe(`${portal.origin}${expert.casePath}`)
    expect(late.text).toContain('actif acceptée')
    expect(late.text).not.toContain("L'invitation est envoyée.")
  })

  it('a scanner that opens it, and even presses the first button, uses nothing up', async () => {
    const { email, link } = await invited()
    const scanner = portal.browser()
    for (let times = 0; times < 3; times += 1) await scanner.press(await scanner.open(link), 'Continuer')
    const account = await portal.stores.accounts.findByEmailKey(email)
    expect(await portal.stores.passwords.find(account?.id ?? '')).toBeUndefined()
    expect((await portal.browser().open(link)).status).toBe(200)
  })

  it('works once, of ten at the same time', async () => {
    const { link } = await invited()
    const browsers = Array.from({ length: 10 }, () => portal.browser())
    const forms = await Promise.all(
      browsers.map(async (browser) => browser.press(await browser.open(link), 'Continuer')),
    )
    const answers = await Promise.all(
      browsers.map((browser, index) => {
        const form = forms[index]
        return form === undefined ? undefined : browser.submit(form, 'Enregistrer', passwords(`${PASSWORD} ${index}`))
      }),
    )
    const statuses = answers.map((answer) => answer?.status)
    expect(statuses.filter((status) => status === 303)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(9)
    const late = await portal.browser().open(link)
    expect(late).toMatchObject({ status: 410, title: "Ce lien d'activation n'est plus valable" })
  })

  it('dies after 72 hours, checked when it is used and not only when it is opened', async () => {
    const { link } = await invited()
    const browser = portal.browser()
    const choose = await browser.press(await browser.open(link), 'Continuer')
    portal.clock.advance(72 * 3600_000)
    const late = await browser.press(choose, 'Enregistrer', passwords(PASSWORD))
    expect(late.status).toBe(410)
    expect(late.text).toContain('Demander un nouvel envoi')
  })

  it('a new sending kills it', async () => {
    const { expert, email, link } = await invited()
    await expert.browser.press(await expert.open(), 'Renvoyer')
    const second = linkIn(await mailsTo(portal, email, 4))
    expect(second).not.toBe(link)
    expect((await portal.browser().open(link)).status).toBe(410)
    expect((await portal.browser().open(second)).status).toBe(200)
  })

  it('is worth nothing once the access is inactive, and says so', async () => {
    const { expert, email, link } = await invited()
    const browser = portal.browser()
    const choose = await browser.press(await browser.open(link), 'Continuer')
    const entry = (await portal.stores.cases.participants(expert.expertiseId)).find((each) => each.email === email)
    const confirm = await expert.browser.open(`${expert.casePath}/intervenants/${entry?.id}/rendre-inactif`)
    await expert.browser.press(confirm, 'Rendre inactif')
    const late = await browser.press(choose, 'Enregistrer', passwords(PASSWORD))
    expect(late).toMatchObject({ status: 403, title: "Votre invitation n'est plus active" })
    expect((await giveEmailAndPassword(portal.browser(), { email, password: PASSWORD })).status).toBe(401)
  })

  it.each([
    ['too short', passwords('court'), 'moins de 15 caractères'],
    ['typed two ways', passwords(PASSWORD, `${PASSWORD}.`), 'différentes'],
    ['made of the context', passwords('suppose noa expertise'), 'facile à deviner'],
    ['missing', passwords(''), 'Saisissez un nouveau mot de passe'],
  ])('a password %s is refused on the page, and the link stays good', async (_, fields, words) => {
    const { link } = await invited()
    const browser = portal.browser()
    const choose = await browser.press(await browser.open(link), 'Continuer')
    const refused = await browser.press(choose, 'Enregistrer', fields)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain(words)
    const code = await browser.press(refused, 'Enregistrer', passwords(PASSWORD))
    expect(code.text).toContain("Saisissez votre code temporaire d'authentification")
  })

  it.each(['', 'jeton=', 'jeton=n-existe-pas', 'jeton=a&jeton=b'])('« ?%s » is a dead link', async (query) => {
    const page = await portal.browser().open(`/activation?${query}`)
    expect(page).toMatchObject({ status: 410, title: "Ce lien d'activation n'est plus valable" })
  })
})
