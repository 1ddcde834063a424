import { afterAll, describe, expect, it } from 'vitest'
import type { Answer, Browser } from '../../support/browser-client.ts'
import { MINUTE_MS } from '../../support/durations.ts'
import { startPortal } from '../../support/portal-under-test.ts'
import type { TestPerson } from '../../support/test-people.ts'
import { codeSentTo, giveEmailAndPassword, logInByEmail } from '../../support/test-people-logins.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

const CHOSEN = 'violon dans la neige de mai'
const fields = { 'nouveau-mot-de-passe': CHOSEN, confirmation: CHOSEN }
const LINK = /https:\/\/\S+\/mot-de-passe-oublie\/nouveau\?jeton=[\w-]+/

const isIn = ({ url }: Answer): boolean => new URL(url).pathname.startsWith('/expertises')
const linksTo = ({ email }: TestPerson): string[] =>
  portal.mail.to(email).flatMap(({ text }) => LINK.exec(text)?.[0] ?? [])

async function askFor(email: string, browser: Browser = portal.browser()): Promise<Answer> {
  const page = await browser.open('/mot-de-passe-oublie')
  return browser.press(page, 'Recevoir le lien', { email })
}

async function linkFor(person: TestPerson): Promise<string> {
  const before = linksTo(person).length
  await askFor(person.email)
  await expect.poll(() => linksTo(person).length).toBe(before + 1)
  return linksTo(person)[0] ?? ''
}

/** Follows the link up to the form for the new password. */
async function atTheForm(link: string, browser = portal.browser()) {
  const landing = await browser.open(link)
  return { browser, landing, form: await browser.press(landing, 'Continuer') }
}

describe('a forgotten password is replaced by a mailed link', () => {
  it('which leads over a button to a new password; the login asks for a code as always (RS-7)', async () => {
    const person = await portal.people.byEmail()
    const { browser, landing, form } = await atTheForm(await linkFor(person))
    expect(landing.text).toContain("Rien ne change tant que vous n'avez pas enregistré le nouveau.")
    const done = await browser.press(form, 'Enregistrer', fields)
    expect(new URL(done.url).pathname).toBe('/connexion/email')
    expect(done.text).toContain('Votre nouveau mot de passe est enregistré')
    expect(isIn(await browser.open('/'))).toBe(false)

    expect((await giveEmailAndPassword(portal.browser(), person)).status).toBe(401)
    const code = await giveEmailAndPassword(browser, { ...person, password: CHOSEN })
    expect(code.title).toContain('Code temporaire')
    expect(isIn(await browser.press(code, 'Continuer', { code: await codeSentTo(portal, person.email) }))).toBe(true)
  })

  it('whether or not the address has an account: the same page, and nothing else to tell them apart (EN-2)', async () => {
    const [known, inactive] = await Promise.all([
      portal.people.byEmail(),
      portal.people.byEmail({ status: 'inactive' }),
    ])
    const answers: Answer[] = []
    for (const email of [known.email, inactive.email, 'inconnu-000-000000@parties.test'])
      answers.push(await askFor(email))
    const [first, ...others] = answers.map(({ status, headers, body }, index) => {
      const { date: _, ...lasting } = headers
      const email = [known.email, inactive.email, 'inconnu-000-000000@parties.test'][index] ?? ''
      return { status, body: body.replaceAll(email, 'X'), headers: { ...lasting, 'content-length': '' } }
    })
    for (const other of others) expect(other).toEqual(first)
    await expect.poll(() => linksTo(known).length).toBe(1)
    expect(portal.mail.to(inactive.email)).toEqual([])
  })

  it('which lives 30 minutes', async () => {
    const person = await portal.people.byEmail()
    const link = await linkFor(person)
    portal.clock.advance(30 * MINUTE_MS - 1)
    const { browser, form } = await atTheForm(link)
    portal.clock.advance(1)
    expect((await portal.browser().open(link)).status).toBe(410)
    const late = await browser.press(form, 'Enregistrer', fields)
    expect(late).toMatchObject({ status: 410, title: "Ce lien n'est plus valable" })
    expect((await giveEmailAndPassword(portal.browser(), person)).title).toContain('Code temporaire')
  })

  it('which works once, also when two press at the same time', async () => {
    const person = await portal.people.byEmail()
    const link = await linkFor(person)
    const { browser, form } = await atTheForm(link)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => {
        const typed = `${CHOSEN} ${index}`
        return browser.submit(form, 'Enregistrer', { 'nouveau-mot-de-passe': typed, confirmation: typed })
      }),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      303, 410, 410, 410, 410, 410, 410, 410,
    ])
    expect((await portal.browser().open(link)).status).toBe(410)
  })

  it('of which the latest alone is good', async () => {
    const person = await portal.people.byEmail()
    const first = await linkFor(person)
    const second = await linkFor(person)
    expect((await portal.browser().open(first)).status).toBe(410)
    expect((await portal.browser().open(second)).status).toBe(200)
  })

  it('which scanners may open and whose first button they may press: nothing has changed (threat 33)', async () => {
    const person = await portal.people.byEmail()
    const link = await linkFor(person)
    const scanner = portal.browser()
    for (let times = 0; times < 3; times += 1) {
      const page = await scanner.open(link)
      await scanner.send('HEAD', link)
      for (const form of page.forms.filter(({ action }) => action.includes('mot-de-passe')))
        await scanner.post(form.action, form.fields)
    }
    expect((await giveEmailAndPassword(portal.browser(), person)).title).toContain('Code temporaire')
    const { browser, form } = await atTheForm(link)
    expect((await browser.press(form, 'Enregistrer', fields)).status).toBe(200)
  })

  it('and ends the other sessions, at once, telling the owner', async () => {
    const person = await portal.people.byEmail()
    const elsewhere = portal.browser()
    expect(isIn(await logInByEmail(portal, elsewhere, person))).toBe(true)
    const { browser, form } = await atTheForm(await linkFor(person))
    await browser.press(form, 'Enregistrer', fields)
    expect(isIn(await elsewhere.open('/expertises'))).toBe(false)
    await expect.poll(() => portal.mail.to(person.email)[0]?.subject).toContain('mot de passe')
    expect(portal.mail.to(person.email)[0]?.text).not.toContain(CHOSEN)
  })

  it('and ends the sign-ins under way that used the old one, at whichever step they are', async () => {
    const person = await portal.people.byEmail({ terms: 'owed' })
    const thief = portal.browser()
    const gate = await logInByEmail(portal, thief, person)
    expect(gate.title).toBe("Conditions générales d'utilisation")
    const waiting = portal.browser()
    const code = await giveEmailAndPassword(waiting, person)
    const secret = await codeSentTo(portal, person.email)
    portal.clock.advance(MINUTE_MS)

    const { browser, form } = await atTheForm(await linkFor(person))
    await browser.press(form, 'Enregistrer', fields)
    const accepted = await thief.press(gate, 'Accepter et continuer', { acceptation: 'oui' })
    expect(isIn(accepted)).toBe(false)
    expect(isIn(await thief.open('/'))).toBe(false)
    const entered = await waiting.press(code, 'Continuer', { code: secret })
    expect(entered.url).not.toMatch(/expertises|cgu/)
  })

  it('and ends the waits that guessing the old one brought about: the page says that a new one helps', async () => {
    const person = await portal.people.byEmail()
    const known = portal.browser()
    await logInByEmail(portal, known, person)
    const page = await giveEmailAndPassword(portal.browser(), person)
    expect(page.title).toContain('Code temporaire')
    for (const browser of [known, portal.browser()])
      for (let tries = 0; tries < 6; tries += 1)
        await browser.post('/connexion/email', { email: person.email, 'mot-de-passe': 'celui-là non plus' })
    const slowed = await giveEmailAndPassword(portal.browser(), person)
    expect(slowed.text).toContain('ou demandez un nouveau mot de passe')

    const { browser, form } = await atTheForm(await linkFor(person))
    await browser.press(form, 'Enregistrer', fields)
    for (const who of [known, portal.browser()])
      expect((await giveEmailAndPassword(who, { ...person, password: CHOSEN })).title).toContain('Code temporaire')
  })

  it('and the waits after wrong codes, for whoever had stolen the old one', async () => {
    const person = await portal.people.byEmail()
    const thief = portal.browser()
    const page = await giveEmailAndPassword(thief, person)
    const right = await codeSentTo(portal, person.email)
    const wrong = right === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 5; tries += 1) await thief.submit(page, 'Continuer', { code: wrong })

    const { browser, form } = await atTheForm(await linkFor(person))
    await browser.press(form, 'Enregistrer', fields)
    const code = await giveEmailAndPassword(browser, { ...person, password: CHOSEN })
    expect(isIn(await browser.press(code, 'Continuer', { code: await codeSentTo(portal, person.email) }))).toBe(true)
  })

  it('and mails no more often than codes: 5 in 15 minutes, 20 in a day, on the same page (TH-9)', async () => {
    const person = await portal.people.byEmail()
    const askOften = async (times: number, sent: number) => {
      for (let count = 0; count < times; count += 1) expect((await askFor(person.email)).status).toBe(200)
      await expect.poll(() => linksTo(person).length).toBe(sent)
    }
    await askOften(8, 5)
    for (const sent of [10, 15, 20, 20]) {
      portal.clock.advance(15 * MINUTE_MS)
      await askOften(8, sent)
    }
    expect((await atTheForm(linksTo(person)[0] ?? '')).form.title).toBe('Choisir un nouveau mot de passe')
  })

  it('never to a host that the request names (threat 31)', async () => {
    const person = await portal.people.byEmail()
    const browser = portal.browser()
    await browser.post(
      '/mot-de-passe-oublie',
      { email: person.email },
      { host: 'ailleurs.test', 'x-forwarded-host': 'ailleurs.test' },
    )
    await expect.poll(() => linksTo(person).length).toBe(1)
    expect(portal.mail.to(person.email).some(({ text, html }) => `${text}${html}`.includes('ailleurs.test'))).toBe(
      false,
    )
    expect(linksTo(person)[0]).toContain(portal.origin)
  })

  it.each(['', 'x', '../..', 'null', 'A'.repeat(43), `${'A'.repeat(20)}'; --`])(
    'and no made-up token opens anything: %j',
    async (token) => {
      const browser = portal.browser()
      expect((await browser.open(`/mot-de-passe-oublie/nouveau?jeton=${encodeURIComponent(token)}`)).status).toBe(410)
      expect((await browser.post('/mot-de-passe-oublie/nouveau', { jeton: token, ...fields })).status).toBe(410)
    },
  )
})
