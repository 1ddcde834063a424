import { afterAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../../support/browser-client.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { newId } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword, logInByEmail } from '../../support/test-people-logins.ts'

const HOUR = 3_600_000
const portal = await startPortal()
afterAll(() => portal.stop())

const newAddress = (): string => `camille.essai.${newId().slice(0, 8)}@personnel.test`
const PASSWORD = 'caravane nuage tiroir ardoise'

const filledIn = (email: string) => ({
  email,
  'nouveau-mot-de-passe': PASSWORD,
  confirmation: PASSWORD,
  nom: 'ESSAI',
  'nom-d-usage': '',
  prenom: 'Camille',
  'autres-prenoms': '',
  'date-de-naissance': '1980-12-31',
  'lieu-de-naissance': 'Bourges',
  declaration: 'oui',
})

const ask = async (browser: Browser, email: string, other: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  browser.press(await browser.open('/creer-un-compte'), 'Créer votre compte', { ...filledIn(email), ...other })

/** The address of the newest activation link mailed. */
async function linkTo(email: string): Promise<string> {
  const link = () =>
    /https:\/\/\S+\/creer-un-compte\/activer\?jeton=\S+/.exec(portal.mail.to(email)[0]?.text ?? '')?.[0]
  await expect.poll(link, { timeout: 5_000, interval: 20 }).toBeDefined()
  return link() ?? ''
}

describe('a candidate opens a personal account', () => {
  it('goes from the form over the mail to the account page, already logged in (S0.8 to S0.22)', async () => {
    const email = newAddress()
    const browser = portal.browser()
    expect((await browser.open('/')).text).toContain('Créer un compte')
    const asked = await ask(browser, email)
    expect(asked).toMatchObject({ status: 200, title: 'Création de compte' })
    expect(asked.text).toContain("Retour à l'accueil")

    const activation = await browser.open(await linkTo(email))
    expect(activation.title).toBe('Activer votre compte')
    const terms = await browser.press(activation, 'Activer mon compte')
    expect(terms.url).toContain('/cgu')
    const account = await browser.press(terms, 'Accepter et continuer', { acceptation: 'oui' })
    expect(account).toMatchObject({ status: 200, title: 'INFORMATIONS DE MON COMPTE' })
    expect(account.text).toContain('Un lien de connexion à usage unique')
    expect(account.text).toMatch(/Nom d'usage Non défini/)
    expect(account.text).toMatch(/Date de naissance 31 décembre 1980/)
    expect(account.text).toMatch(/Lien d'activation/)
  })

  it('logs in later by e-mail, password and code', async () => {
    const email = newAddress()
    const first = portal.browser()
    await ask(first, email)
    await first.press(await first.open(await linkTo(email)), 'Activer mon compte')
    const browser = portal.browser()
    const page = await giveEmailAndPassword(browser, { email, password: PASSWORD }, 'candidat')
    const terms = await browser.press(page, 'Continuer', { code: await codeSentTo(portal, email) })
    const account = await browser.press(terms, 'Accepter et continuer', { acceptation: 'oui' })
    expect(account).toMatchObject({ status: 200, title: 'INFORMATIONS DE MON COMPTE' })
  })

  it('comes in from the login page that a reset link ends at, which is that of the parties', async () => {
    const person = await portal.people.byEmail({ profile: 'candidat' })
    const browser = portal.browser()
    const form = await browser.open('/connexion/email?avis=mot-de-passe')
    const page = await browser.press(form, 'Continuer', { email: person.email, 'mot-de-passe': person.password })
    const account = await browser.press(page, 'Continuer', { code: await codeSentTo(portal, person.email) })
    expect(account).toMatchObject({ status: 200, url: `${portal.origin}/mon-compte` })
  })

  it('says the same for an address that has an account, and tells its owner only (EN-3)', async () => {
    const owner = await portal.people.byEmail()
    const [mine, taken] = [newAddress(), owner.email]
    const [one, other] = [portal.browser(), portal.browser()]
    const [first, second] = [await ask(one, mine), await ask(other, taken)]
    const anonymous = ({ status, headers, body, url }: Answer) => ({
      status,
      type: headers['content-type'],
      body: body.replaceAll(/[0-9a-f]{32}/g, 'request'),
      path: url.replaceAll(/[0-9a-f]{32}/g, 'request'),
    })
    expect(anonymous(first)).toEqual(anonymous(second))
    await expect.poll(() => portal.mail.to(taken)[0]?.subject).toContain('vous avez déjà un compte')
    expect(portal.mail.to(taken)[0]?.text).not.toContain('jeton=')
    expect((await portal.stores.accounts.find(owner.accountId))?.profiles).toEqual(['intervenant-de-partie'])
  })

  it.each(['contact@etude-essai.test', 'etude.dupont@exemple.test', 'scp-martin@exemple.test'])(
    'refuses %s, which is an office, and says why; nothing typed is lost',
    async (email) => {
      const page = await ask(portal.browser(), email, { nom: 'DUPONT', 'lieu-de-naissance': 'Dijon' })
      expect(page.status).toBe(400)
      expect(page.text).toContain('Cette adresse semble partagée')
      const [form] = page.forms.filter(({ action }) => action === '/creer-un-compte')
      expect(form?.fields).toMatchObject({ email, nom: 'DUPONT', 'lieu-de-naissance': 'Dijon', declaration: 'oui' })
      expect(page.body).not.toContain(PASSWORD)
    },
  )

  it('asks for whatever is missing, the declaration included (S0.12)', async () => {
    const browser = portal.browser()
    const page = await browser.press(await browser.open('/creer-un-compte'), 'Créer votre compte', {})
    expect(page.status).toBe(400)
    for (const sentence of [
      'Saisissez votre adresse email.',
      'Saisissez un nouveau mot de passe.',
      'Saisissez le nom.',
      'Saisissez le prénom.',
      'Saisissez la date de naissance.',
      'Saisissez le lieu de naissance.',
      'Cochez la case pour déclarer que cette adresse est personnelle.',
    ]) {
      expect(page.text).toContain(sentence)
    }
  })

  it('holds the password to the same rules as everywhere', async () => {
    const weak = { 'nouveau-mot-de-passe': 'court', confirmation: 'court' }
    const page = await ask(portal.browser(), newAddress(), weak)
    expect(page.text).toContain('moins de 15 caractères')
  })
})

describe('the activation link', () => {
  it('changes nothing when it is opened, however often: a mail scanner does not use it up', async () => {
    const email = newAddress()
    await ask(portal.browser(), email)
    const link = await linkTo(email)
    const scanner = portal.browser()
    for (let times = 0; times < 3; times += 1) expect((await scanner.open(link)).status).toBe(200)
    expect(await portal.stores.accounts.findByEmailKey(email)).toBeUndefined()
    const browser = portal.browser()
    expect((await browser.press(await browser.open(link), 'Activer mon compte')).url).toContain('/cgu')
  })

  it('serves once, of fifty who press the button at the same time', async () => {
    const email = newAddress()
    await ask(portal.browser(), email)
    const browser = portal.browser()
    const page = await browser.open(await linkTo(email))
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.submit(page, 'Activer mon compte')))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(49)
  })

  it('is dead after 72 hours, and a new one can be had from where it led', async () => {
    const email = newAddress()
    await ask(portal.browser(), email)
    const link = await linkTo(email)
    portal.clock.advance(72 * HOUR - 1)
    expect((await portal.browser().open(link)).status).toBe(200)
    portal.clock.advance(1)
    const browser = portal.browser()
    const dead = await browser.open(link)
    expect(dead).toMatchObject({ status: 410, title: "Ce lien d'activation n'est plus valable" })
    const asked = await browser.press(dead, 'Recevoir un nouveau lien')
    expect(asked.title).toBe('Création de compte')
    await expect.poll(() => portal.mail.to(email).length).toBe(2)
    const again = await linkTo(email)
    expect(again).not.toBe(link)
    expect((await browser.open(link)).status).toBe(410)
    expect((await browser.press(await browser.open(again), 'Activer mon compte')).url).toContain('/cgu')
  })

  it('can be sent again from the page that follows the form; the former dies', async () => {
    const email = newAddress()
    const browser = portal.browser()
    const asked = await ask(browser, email)
    const former = await linkTo(email)
    await browser.press(asked, "Renvoyer l'email")
    await expect.poll(() => portal.mail.to(email).length).toBe(2)
    expect((await browser.open(former)).status).toBe(410)
    expect((await browser.open(await linkTo(email))).status).toBe(200)
  })

  it('gives nothing to a second request for the same address once the first was activated', async () => {
    const email = newAddress()
    await ask(portal.browser(), email, { prenom: 'Alix' })
    const first = await linkTo(email)
    await ask(portal.browser(), email, { prenom: 'Charlie' })
    await expect.poll(() => portal.mail.to(email).length).toBe(2)
    const second = await linkTo(email)
    const browser = portal.browser()
    await browser.press(await browser.open(first), 'Activer mon compte')
    const other = portal.browser()
    const late = await other.press(await other.open(second), 'Activer mon compte')
    expect(late.status).toBe(410)
    expect((await portal.stores.accounts.findByEmailKey(email))?.givenNames).toBe('Alix')
  })

  it('floods nobody: five mails in a quarter of an hour, whoever asks', async () => {
    const email = newAddress()
    for (let times = 0; times < 7; times += 1) {
      expect((await ask(portal.browser(), email)).title).toBe('Création de compte')
    }
    await expect.poll(() => portal.mail.to(email).length).toBe(5)
    await portal.browser().open('/')
    expect(portal.mail.to(email)).toHaveLength(5)
  })
})

describe('somebody who has an account (S0.4, S0.5)', () => {
  const general = {
    nom: 'ESSAI',
    prenom: 'Camille',
    'date-de-naissance': '1980-12-31',
    'lieu-de-naissance': 'Bourges',
    declaration: 'oui',
  }

  it('becomes a candidate with it, and has no other', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await logInByEmail(portal, browser, person)
    expect((await browser.open('/mon-compte')).text).toContain('Ouvrir mon espace de candidat')
    const form = await browser.open('/creer-un-compte')
    const incomplete = await browser.press(form, 'Compléter mon compte', { ...general, declaration: '', nom: '' })
    expect(incomplete.status).toBe(400)
    expect(incomplete.text).toContain('Saisissez le nom.')
    const account = await browser.press(incomplete, 'Compléter mon compte', general)
    expect(account).toMatchObject({ status: 200, title: 'INFORMATIONS DE MON COMPTE' })
    expect(account.text).toContain('Continuer comme Candidat')
    expect((await browser.open('/creer-un-compte')).url).toContain('/mon-compte')
    await browser.post('/creer-un-compte', { ...general, nom: 'AUTRE' })
    expect(await portal.stores.personalAccounts.find(person.accountId)).toMatchObject({ surname: 'ESSAI' })
    expect((await portal.stores.accounts.find(person.accountId))?.profiles).toHaveLength(2)
  })

  it('with the address of an office gives one of their own first', async () => {
    const person = await portal.people.byEmail()
    const shared = `etude.${newId()}@exemple.test`
    await portal.stores.accounts.changeEmail(person.accountId, shared, shared)
    const browser = portal.browser()
    await logInByEmail(portal, browser, { ...person, email: shared })
    expect((await browser.open('/creer-un-compte')).text).toContain("Donnez d'abord une adresse à votre nom")
    await browser.post('/creer-un-compte', general)
    expect((await portal.stores.accounts.find(person.accountId))?.profiles).toEqual(['intervenant-de-partie'])
  })
})

describe('where the operator keeps no personal accounts', () => {
  let elsewhere: PortalUnderTest | undefined
  afterAll(() => elsewhere?.stop())

  it('there is no form, no tab and no way to activate', async () => {
    elsewhere = await startPortal({ env: { PARVIS_PERSONAL_ACCOUNT_PORTAL: 'no' } })
    const browser = elsewhere.browser()
    expect((await browser.open('/')).text).not.toContain('Créer un compte')
    for (const path of ['/creer-un-compte', '/creer-un-compte/envoye', '/creer-un-compte/activer?jeton=x']) {
      expect((await browser.open(path)).status).toBe(404)
      expect((await browser.post(path, filledIn(newAddress()))).status).toBe(404)
    }
  })
})
