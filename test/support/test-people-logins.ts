/** The ways in as a person goes them, page by page, button by button. */
import { vi } from 'vitest'
import type { TestCard } from '../../certs-test/cards.ts'
import type { Answer, Browser } from './browser-client.ts'
import type { PortalSurroundings } from './portal-under-test-surroundings.ts'
import { certificateOf, type TestPerson } from './test-people.ts'

type EmailOption = 'intervenant-de-partie' | 'sapiteur' | 'candidat'

/** From the wall to the page that asks for the code. */
export async function giveEmailAndPassword(
  browser: Browser,
  { email, password }: Pick<TestPerson, 'email' | 'password'>,
  option: EmailOption = 'intervenant-de-partie',
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const wall = await browser.open('/')
  const form = wall.forms.some(({ inputs }) => inputs.includes('mot-de-passe'))
    ? wall
    : await browser.press(wall, 'Continuer', { profil: option, ...more })
  return browser.press(form, 'Continuer', { email, 'mot-de-passe': password })
}

/** The code of the newest mail, as somebody reads it there; waits for a mail that is on its way. */
export const codeSentTo = (portal: Pick<PortalSurroundings, 'mail'>, email: string): Promise<string> =>
  readNewest(portal, email, /^\s*(\d{6})\s*$/m)

/** The link of the newest mail, if that is what it brings. */
export const linkSentTo = (portal: Pick<PortalSurroundings, 'mail'>, email: string): Promise<string> =>
  readNewest(portal, email, /(https:\/\/\S+\?jeton=[\w-]+)/)

const readNewest = (portal: Pick<PortalSurroundings, 'mail'>, email: string, wanted: RegExp): Promise<string> =>
  vi.waitFor(() => {
    const found = wanted.exec(portal.mail.to(email)[0]?.text ?? '')?.[1]
    if (found === undefined) throw new Error(`no ${wanted} in the newest mail to ${email}`)
    return found
  }, PATIENCE)

const PATIENCE = { timeout: 5_000, interval: 20 }

/** The whole e-mail login, up to the page it leads to. */
export async function logInByEmail(
  portal: Pick<PortalSurroundings, 'mail'>,
  browser: Browser,
  person: TestPerson,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const option =
    person.profile === 'sapiteur' || person.profile === 'candidat' ? person.profile : 'intervenant-de-partie'
  const page = await giveEmailAndPassword(browser, person, option, more)
  return browser.press(page, 'Continuer', { code: await codeSentTo(portal, person.email) })
}

/** From the wall to whatever the card opens. */
export async function logInByCard(browser: Browser, card: TestCard): Promise<Answer> {
  browser.insertCard(certificateOf(card))
  const wall = await browser.open('/')
  const start = wall.title.includes('profil') ? await browser.press(wall, 'Continuer', { profil: 'carte' }) : wall
  return browser.press(start, 'Présenter ma carte')
}
