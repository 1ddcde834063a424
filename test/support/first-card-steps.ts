/** What the holder of a card that no account holds does, page by page. */
import type { TestCard } from '../../certs-test/cards.ts'
import type { Answer, Browser } from './browser-client.ts'
import type { PortalUnderTest } from './portal-under-test.ts'
import { codeSentTo, logInByCard } from './test-people-logins.ts'

/** « Avez-vous déjà un compte ? » */
export async function answerQuestion(browser: Browser, card: TestCard, answer: 'oui' | 'non'): Promise<Answer> {
  const question = await logInByCard(browser, card)
  return browser.press(question, 'Valider', { 'deja-un-compte': answer })
}

/** « Oui »: up to the page that asks for the code. */
export async function claimAccount(browser: Browser, card: TestCard, email: string): Promise<Answer> {
  return browser.press(await answerQuestion(browser, card, 'oui'), 'Recevoir un code', { email })
}

/** « Oui », and the right code. */
export async function relink(
  portal: PortalUnderTest,
  browser: Browser,
  card: TestCard,
  email: string,
): Promise<Answer> {
  const page = await claimAccount(browser, card, email)
  return browser.press(page, 'Continuer', { code: await codeSentTo(portal, email) })
}

export const COMPLETE_FORM = {
  prenom: 'Camille',
  nom: 'FICTIVE',
  'telephone-fixe': '01 99 00 12 34',
  email: 'camille@nouvelle.test',
  voie: '3 rue des Essais',
  'code-postal': '18000',
  ville: 'Bourges',
  pays: 'FR',
  cour: 'ca-bourges',
  specialites: 'A.1.1',
  acceptation: 'oui',
} as const

/** « Non »: the form, as an expert. */
export async function registrationForm(browser: Browser, card: TestCard, profile = 'expert'): Promise<Answer> {
  const page = await answerQuestion(browser, card, 'non')
  return page.forms.some(({ inputs }) => inputs.includes('prenom'))
    ? page
    : browser.press(page, 'Continuer', { profil: profile })
}
