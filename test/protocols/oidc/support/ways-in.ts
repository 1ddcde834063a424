/** From a page of the login to wherever it leads, as a person goes who came from an application. */
import type { TestCard } from '../../../../certs-test/cards.ts'
import type { Answer, Browser, Fields } from '../../../support/browser-client.ts'
import type { PortalUnderTest } from '../../../support/portal-under-test.ts'
import { certificateOf, type TestPerson } from '../../../support/test-people.ts'
import { codeSentTo } from '../../../support/test-people-logins.ts'
import { follow } from './application.ts'

/** Opens the address of an application's request. @returns the page that the person sees, or the way out. */
export const arrive = async (browser: Browser, url: string): Promise<Answer> => follow(browser, await browser.get(url))

/** Presses a button and goes on, but not out of the portal. */
export const press = async (browser: Browser, page: Answer, button: string, fields?: Fields): Promise<Answer> =>
  follow(browser, await browser.submit(page, button, fields))

/** From the wall, or from the form when the profile is known, to the end of the e-mail login. */
export async function signInByEmail(
  portal: PortalUnderTest,
  browser: Browser,
  page: Answer,
  person: TestPerson,
): Promise<Answer> {
  const form = page.forms.some(({ inputs }) => inputs.includes('mot-de-passe'))
    ? page
    : await press(browser, page, 'Continuer', { profil: 'intervenant-de-partie' })
  const code = await press(browser, form, 'Continuer', { email: person.email, 'mot-de-passe': person.password })
  return press(browser, code, 'Continuer', { code: await codeSentTo(portal, person.email) })
}

/** From the wall, or from the page of the card, to wherever the card leads. */
export async function signInByCard(browser: Browser, page: Answer, card: TestCard): Promise<Answer> {
  browser.insertCard(certificateOf(card))
  const start = page.text.includes('Présenter ma carte')
    ? page
    : await press(browser, page, 'Continuer', { profil: 'carte' })
  // The card origin is another origin than the portal: the way there and back is followed step by step.
  let answer = await browser.submit(start, 'Présenter ma carte')
  for (let steps = 0; answer.location !== '' && steps < 12; steps += 1) {
    const next = new URL(answer.location, answer.url)
    if (!next.hostname.endsWith('localhost')) return answer
    answer = await browser.get(next.href)
  }
  return answer
}
