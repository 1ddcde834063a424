import { afterAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../../support/browser-client.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import { newId, PASSWORD, type Wanted } from '../../support/test-people.ts'
import { giveEmailAndPassword, logInByCard, logInByEmail } from '../../support/test-people-logins.ts'

const MINUTE = 60_000
const portal = await startPortal({ cards: ['expert', 'co-expert'] })
afterAll(() => portal.stop())

const newAddress = () => `nouvelle.${newId().slice(0, 8)}@personnel.test`

async function comeIn(wanted: Wanted = {}) {
  const person = await portal.people.byEmail(wanted)
  const browser = portal.browser()
  await logInByEmail(portal, browser, person)
  return { person, browser }
}

const ask = async (browser: Browser, address: string): Promise<Answer> =>
  browser.press(await browser.open('/mon-compte/email'), 'Recevoir le lien', { 'nouvel-email': address })

const LINK = /https:\/\/\S+\/mon-compte\/email\/confirmer\?jeton=\S+/
async function linkTo(address: string): Promise<string> {
  const link = () => LINK.exec(portal.mail.to(address)[0]?.text ?? '')?.[0]
  await expect.poll(link, { timeout: 5_000, interval: 20 }).toBeDefined()
  return link() ?? ''
}

describe('a new e-mail address (RS-10)', () => {
  it('is proven by the button behind the mailed link; the former address is told', async () => {
    const { person, browser } = await comeIn()
    const address = newAddress()
    const sent = await ask(browser, address)
    expect(sent).toMatchObject({ status: 200, title: 'Regardez votre messagerie' })
    const link = await linkTo(address)
    expect((await portal.stores.accounts.find(person.accountId))?.email).toBe(person.email)

    // As a mail scanner does, and then on a telephone without a session.
    const telephone = portal.browser()
    await telephone.open(link)
    const page = await telephone.open(link)
    expect(page.text).toContain(address)
    expect((await telephone.press(page, 'Confirmer cette adresse')).title).toBe('Nouvelle adresse enregistrée')
    expect((await portal.stores.accounts.find(person.accountId))?.email).toBe(address)
    await expect.poll(() => portal.mail.to(person.email)[0]?.subject).toContain('votre adresse a été changée')
    expect(portal.mail.to(person.email)[0]?.text).not.toContain(address)

    expect((await telephone.press(page, 'Confirmer cette adresse')).status).toBe(410)
    expect((await giveEmailAndPassword(portal.browser(), person)).status).toBe(401)
    expect((await giveEmailAndPassword(portal.browser(), { ...person, email: address })).status).toBe(200)
  })

  it('says the same for an address that has an account, changes nothing and tells its owner (EN-3)', async () => {
    const { person, browser } = await comeIn()
    const owner = await portal.people.byEmail()
    const page = await ask(browser, owner.email)
    expect(page).toMatchObject({ status: 200, title: 'Regardez votre messagerie' })
    await expect.poll(() => portal.mail.to(owner.email)[0]?.subject).toContain('vous avez déjà un compte')
    expect(portal.mail.to(owner.email)[0]?.text).not.toMatch(LINK)
    expect((await portal.stores.accounts.find(person.accountId))?.email).toBe(person.email)
  })

  it('is refused when somebody else got the address before the button was pressed (threat 32)', async () => {
    const { person, browser } = await comeIn()
    const address = newAddress()
    await ask(browser, address)
    const page = await browser.open(await linkTo(address))
    const rival = { id: newId(), email: address, emailKey: address, givenNames: 'Autre', surname: 'PERSONNE' }
    await portal.stores.accounts.create({ ...rival, profiles: [] }, portal.clock.now())
    expect((await browser.press(page, 'Confirmer cette adresse')).status).toBe(410)
    expect((await portal.stores.accounts.find(person.accountId))?.email).toBe(person.email)
  })

  it('kills what the former address began: codes, reset links (threat 30)', async () => {
    const { person, browser } = await comeIn()
    const waiting = portal.browser()
    portal.clock.advance(MINUTE)
    const code = await giveEmailAndPassword(waiting, person)
    await portal.browser().post('/mot-de-passe-oublie', { email: person.email })
    const reset = () => /https:\/\/\S+nouveau\?jeton=\S+/.exec(portal.mail.to(person.email)[0]?.text ?? '')?.[0]
    await expect.poll(reset).toBeDefined()
    const resetLink = reset() ?? ''
    const address = newAddress()
    await ask(browser, address)
    await browser.press(await browser.open(await linkTo(address)), 'Confirmer cette adresse')
    expect((await portal.browser().open(resetLink)).status).toBe(410)
    expect((await waiting.press(code, 'Continuer', { code: '123456' })).status).toBe(409)
  })

  it('makes the link of an earlier request useless, and lives an hour', async () => {
    const { browser } = await comeIn()
    const [first, second] = [newAddress(), newAddress()]
    await ask(browser, first)
    const former = await linkTo(first)
    await ask(browser, second)
    const link = await linkTo(second)
    expect((await browser.open(former)).status).toBe(410)
    portal.clock.advance(60 * MINUTE - 1)
    expect((await portal.browser().open(link)).status).toBe(200)
    portal.clock.advance(1)
    expect((await portal.browser().open(link)).status).toBe(410)
  })

  it('must be a personal one for a candidate, and a plain one for everybody', async () => {
    const { browser: candidate } = await comeIn({ profile: 'candidat' })
    const refused = await ask(candidate, 'etude.dupont@exemple.test')
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('Cette adresse semble partagée')
    const { person, browser } = await comeIn()
    expect((await ask(browser, person.email)).text).toContain('déjà celle de votre compte')
    for (const address of ['', 'a@b', 'a@exemple.test, b@exemple.test', 'a@exemple.test\r\nBcc: b@exemple.test']) {
      expect((await ask(browser, address)).status).toBe(400)
    }
    expect((await ask(browser, 'etude.dupont@exemple.test')).title).toBe('Regardez votre messagerie')
  })

  it('floods nobody: five links in a quarter of an hour, whoever asks', async () => {
    const address = newAddress()
    for (const { browser } of [await comeIn(), await comeIn()]) {
      for (let times = 0; times < 3; times += 1) await ask(browser, address)
    }
    await expect.poll(() => portal.mail.to(address).length).toBe(5)
    await portal.browser().open('/')
    expect(portal.mail.to(address)).toHaveLength(5)
  })
})

describe('who changes an address has proved who they are within 15 minutes (SE-18)', () => {
  it('by e-mail: the password is asked afterwards, and what was typed stays', async () => {
    const { browser } = await comeIn()
    portal.clock.advance(15 * MINUTE - 1)
    const form = await browser.open('/mon-compte/email')
    expect(form.text).not.toContain('Mot de passe actuel')
    portal.clock.advance(1)
    const address = newAddress()
    const late = await browser.press(form, 'Recevoir le lien', { 'nouvel-email': address })
    expect(late.status).toBe(400)
    expect(late.forms.find(({ action }) => action === '/mon-compte/email')?.fields).toEqual({ 'nouvel-email': address })
    const wrong = await browser.press(late, 'Recevoir le lien', { 'mot-de-passe-actuel': 'pas le bon du tout' })
    expect(wrong.text).toContain("Le mot de passe actuel n'est pas le bon.")
    const right = await browser.press(wrong, 'Recevoir le lien', { 'mot-de-passe-actuel': PASSWORD })
    expect(right.title).toBe('Regardez votre messagerie')
    await linkTo(address)
  })

  it('by card: the card is asked again, and what was typed stays', async () => {
    await portal.people.byCard(portal.pki.card('expert'))
    const browser = portal.browser()
    await logInByCard(browser, portal.pki.card('expert'))
    const form = await browser.open('/mon-compte/email')
    portal.clock.advance(15 * MINUTE)
    const address = newAddress()
    const asked = await browser.press(form, 'Recevoir le lien', { 'nouvel-email': address })
    expect(asked.title).toBe("Confirmez que c'est bien vous")
    const back = await browser.press(asked, 'Présenter ma carte')
    expect(back.title).toBe('Modifier mon email')
    expect(back.forms.find(({ action }) => action === '/mon-compte/email')?.fields).toEqual({ 'nouvel-email': address })
    expect((await browser.press(back, 'Recevoir le lien')).title).toBe('Regardez votre messagerie')
  })
})
