/** What the pages of the portal are made of; each takes its part. */
import type { Participants } from '../cases/participants.ts'
import type { LawyerDirectory } from '../directory/lawyers.ts'
import type { Compagnie } from '../people/compagnie.ts'
import type { Profile } from '../people/profile.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import type { Random } from '../ports/random.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Entry } from '../protocols/forward-auth/entry.ts'
import type { SessionLifetimes } from '../sessions/lifetime.ts'
import type { PersonalAccountAdder } from '../sign-in/add-personal-account.ts'
import type { EmailChanger } from '../sign-in/change-email.ts'
import type { Establisher } from '../sign-in/establish.ts'
import type { FirstCard } from '../sign-in/first-card.ts'
import type { AccessActivator } from '../sign-in/methods/activation-link/activate-access.ts'
import type { LinkSignIn } from '../sign-in/methods/activation-link/log-in-by-link.ts'
import type { PersonalAccountOpener } from '../sign-in/methods/activation-link/open-personal-account.ts'
import type { PasswordChanger } from '../sign-in/methods/email-code/change-password.ts'
import type { CodeDesk } from '../sign-in/methods/email-code/code-desk.ts'
import type { PasswordProver } from '../sign-in/methods/email-code/prove-password.ts'
import type { AttemptReporter } from '../sign-in/methods/email-code/report-attempt.ts'
import type { EmailSignIn } from '../sign-in/methods/email-code/sign-in-by-email.ts'
import type { CardBlocker } from '../sign-in/methods/smart-card/block-card.ts'
import type { CardDesk } from '../sign-in/methods/smart-card/card-desk.ts'
import type { RelinkDesk } from '../sign-in/relink-decision.ts'
import type { Stores, Transact } from '../sign-in/stores.ts'
import type { ProfileSwitcher } from '../sign-in/switch-profile.ts'
import type { PageSender } from './page-response.ts'

export interface ApplicationLink {
  readonly name: string
  readonly href: string
}

export interface Portal {
  /** `https://host[:port]`, from the settings and never from a request (threat of a forged Host header). */
  readonly origin: string
  readonly stores: Stores
  readonly transact: Transact
  readonly ephemeral: EphemeralStore
  readonly random: Random
  readonly sealer: Sealer
  readonly lifetimes: SessionLifetimes
  /** Accesses to cases given before this instant open nothing any more (S1.15). */
  readonly accessCutOff: number
  /** What the pages tell people to look for in their mailbox. */
  readonly mailSender: string
  readonly offersPersonalAccount: boolean

  readonly sendPage: PageSender
  readonly provePassword: PasswordProver
  readonly emailSignIn: EmailSignIn
  readonly firstCard: FirstCard
  /** Cards that did not match strictly. */
  readonly relinkDesk: RelinkDesk
  readonly codes: CodeDesk
  readonly passwords: PasswordChanger
  readonly reportAttempt: AttemptReporter
  readonly cards: CardDesk
  /** Where somebody of this profile may go on to. */
  readonly applicationLinks: (profile: Profile) => Promise<readonly ApplicationLink[]>
  /** The way to applications behind a proxy. */
  readonly entry: Entry
  readonly activation: AccessActivator
  readonly participants: Participants
  readonly lawyers: Pick<LawyerDirectory, 'search' | 'bars'>
  readonly personalAccounts: PersonalAccountOpener & { readonly logIn: LinkSignIn; readonly add: PersonalAccountAdder }
  readonly changeEmail: EmailChanger
  readonly blockCard: CardBlocker
  readonly switchProfile: ProfileSwitcher
  /** Whose presidents attest membership (S2.19). */
  readonly compagnies: readonly Compagnie[]
  readonly establish: Establisher
  /** Sends what waits in the outbox; returns when that is tried, or after a moment. */
  readonly sendMailNow: () => Promise<void>
}
