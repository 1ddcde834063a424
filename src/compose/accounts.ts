/** What people do about their own account, and what is done for them: personal accounts, new addresses, cards, profiles. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { PATHS } from '../http/paths.ts'
import type { Portal } from '../http/portal.ts'
import { type Compagnie, readCompagnies } from '../people/compagnie.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { Settings } from '../settings/schema.ts'
import { createPersonalAccountAdder } from '../sign-in/add-personal-account.ts'
import { createEmailChanger } from '../sign-in/change-email.ts'
import { createLinkSendingCounter } from '../sign-in/link-sendings.ts'
import { createLinkSignIn } from '../sign-in/methods/activation-link/log-in-by-link.ts'
import { createPersonalAccountOpener } from '../sign-in/methods/activation-link/open-personal-account.ts'
import { createEndAnnouncer } from '../sign-in/methods/smart-card/announce-end.ts'
import { createCardBlocker } from '../sign-in/methods/smart-card/block-card.ts'
import type { CardExaminer } from '../sign-in/methods/smart-card/card-examination.ts'
import { createProfileSwitcher } from '../sign-in/switch-profile.ts'

type Parts = Pick<Portal, 'stores' | 'transact' | 'sealer' | 'random' | 'accessCutOff'> & {
  readonly hasher: PasswordHasher
  readonly examine: CardExaminer
}

type Accounts = Pick<Portal, 'personalAccounts' | 'changeEmail' | 'blockCard' | 'switchProfile' | 'compagnies'>

/** @throws when the file of the Compagnies cannot be read or is not right. */
export function openAccounts(settings: Settings, parts: Parts): Accounts {
  const { stores, transact, sealer, random, hasher, examine, accessCutOff } = parts
  const mayBeSent = createLinkSendingCounter(sealer, random)
  const linkTo = (path: string) => (token: string) => `${path}?jeton=${token}`
  const activation = linkTo(PATHS.activatePersonalAccount)
  return {
    personalAccounts: {
      ...createPersonalAccountOpener(stores, transact, hasher, sealer, random, mayBeSent, activation),
      logIn: createLinkSignIn(transact, random),
      add: createPersonalAccountAdder(transact),
    },
    changeEmail: createEmailChanger(stores, transact, sealer, random, mayBeSent, linkTo(PATHS.confirmEmail)),
    blockCard: createCardBlocker(transact),
    switchProfile: createProfileSwitcher(stores, transact, examine, random, accessCutOff),
    compagnies: settings.compagniesFile === null ? [] : readCompagniesFile(settings.compagniesFile),
  }
}

/** JSON is YAML too. */
function readCompagniesFile(path: string): readonly Compagnie[] {
  const read = readCompagnies(parse(readFileSync(path, 'utf8')))
  if (!read.ok) throw new Error(`${path}: ${read.failure.explanation}`)
  return read.value
}

/** @returns the job that announces the end of cards. */
export const openEndAnnouncer = ({ stores, transact, sealer, random }: Parts) =>
  createEndAnnouncer(stores, transact, sealer, random, PATHS.certificateGuide)
