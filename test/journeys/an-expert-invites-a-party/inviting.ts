/** An expert at work on the participants of a case, page by page, button by button. */
import { expect } from 'vitest'
import type { CaughtMail } from '../../../src/commands/demo/mailbox/caught-mails.ts'
import type { Answer, Browser } from '../../support/browser-client.ts'
import type { PortalUnderTest } from '../../support/portal-under-test.ts'
import { newId, type TestPerson } from '../../support/test-people.ts'
import { logInByCard } from '../../support/test-people-logins.ts'

export interface ExpertAtWork {
  readonly person: TestPerson
  readonly browser: Browser
  readonly expertiseId: string
  readonly casePath: string
  /** The page of the case. */
  open(): Promise<Answer>
}

/** Logs an expert in with this card, who leads a new case. */
export async function expertAtWork(portal: PortalUnderTest, card = 'expert'): Promise<ExpertAtWork> {
  const testCard = portal.pki.card(card)
  const known = await portal.stores.bindings.findBySha256(testCard.sha256)
  const person =
    known === undefined
      ? await portal.people.byCard(testCard)
      : { ...(await leadAnother(portal, known.accountId)), accountId: known.accountId }
  const browser = portal.browser()
  const dashboard = await logInByCard(browser, testCard)
  expect(dashboard.title).toBe('Tableau de bord')
  const [expertiseId = ''] = person.expertises
  const casePath = `/expertises/${expertiseId}`
  return { person, browser, expertiseId, casePath, open: () => browser.open(casePath) }
}

async function leadAnother(portal: PortalUnderTest, accountId: string): Promise<TestPerson> {
  const account = await portal.stores.accounts.find(accountId)
  const expertise = await portal.people.invite({ accountId }, 'expert')
  return { accountId, email: account?.email ?? '', password: '', profile: 'expert', expertises: [expertise] }
}

export const newAddress = (): string => `noa-${newId().slice(0, 8)}@parties.test`

export const partyForm = (email: string) => ({
  profil: 'intervenant-de-partie',
  prenom: 'Noa',
  nom: 'SUPPOSÉ',
  email,
})

/** From the page of the case over form and confirmation back to it. */
export async function invite(
  { browser, casePath }: ExpertAtWork,
  email: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = await browser.open(`${casePath}/intervenants/ajouter`)
  const confirmation = await browser.press(form, 'Valider', { ...partyForm(email), ...more })
  return browser.press(confirmation, "Envoyer l'invitation")
}

/** Waits for so many mails to an address. @returns them, newest first. */
export async function mailsTo(portal: PortalUnderTest, email: string, count: number): Promise<readonly CaughtMail[]> {
  await expect.poll(() => portal.mail.to(email).length, { timeout: 5_000, interval: 20 }).toBe(count)
  return portal.mail.to(email)
}

/** The temporary password of the newest mail that carries one. */
export const passwordIn = (mails: readonly CaughtMail[]): string =>
  mails.map(({ text }) => /^\s+([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\s*$/m.exec(text)?.[1]).find(Boolean) ?? ''

/** The activation link of the newest mail that carries one. */
export const linkIn = (mails: readonly CaughtMail[]): string =>
  mails.map(({ text }) => /https:\/\/\S+\/activation\?jeton=\S+/.exec(text)?.[0]).find(Boolean) ?? ''
