/** What the sign-in keeps, and what it changes together: each step of a flow is one transaction over these. */
import type { InvitationStore } from '../cases/invitation.ts'
import type { CaseStore } from '../cases/participation.ts'
import type { JournalStore } from '../journal/journal.ts'
import type { OutboxStore } from '../mail/outbox.ts'
import type { AccountStore } from '../people/account.ts'
import type { AdministratorStore } from '../people/administrator.ts'
import type { ExpiryNoticeStore } from '../people/card-expiry.ts'
import type { CertificateBindingStore } from '../people/certificate-binding.ts'
import type { CertificateOrderStore } from '../people/certificate-order.ts'
import type { EmailChangeStore } from '../people/email-change.ts'
import type { PasswordStore } from '../people/password.ts'
import type { PersonalAccountStore } from '../people/personal-account.ts'
import type { RegistrationStore } from '../people/registration.ts'
import type { RelinkRequestStore } from '../people/relink.ts'
import type { SessionStore } from '../sessions/session.ts'
import type { TermsStore } from '../terms/terms.ts'
import type { KnownBrowserStore } from './known-browser.ts'
import type { LinkSendingStore, MailedLinkStore } from './mailed-link.ts'
import type { EmailCodeStore } from './methods/email-code/one-time-code.ts'
import type { CardEvidenceStore } from './methods/smart-card/evidence.ts'
import type { SignInStore } from './sign-in.ts'
import type { ThrottleStore } from './throttling.ts'

export interface Stores {
  readonly accounts: AccountStore
  readonly administrators: AdministratorStore
  readonly passwords: PasswordStore
  readonly bindings: CertificateBindingStore
  readonly registrations: RegistrationStore
  readonly relinkRequests: RelinkRequestStore
  readonly cardEvidence: CardEvidenceStore
  readonly personalAccounts: PersonalAccountStore
  readonly emailChanges: EmailChangeStore
  readonly expiryNotices: ExpiryNoticeStore
  readonly certificateOrders: CertificateOrderStore
  readonly cases: CaseStore
  readonly invitations: InvitationStore
  readonly terms: TermsStore
  readonly sessions: SessionStore
  readonly signIns: SignInStore
  readonly emailCodes: EmailCodeStore
  readonly throttles: ThrottleStore
  readonly mailedLinks: MailedLinkStore
  readonly linkSendings: LinkSendingStore
  readonly knownBrowsers: KnownBrowserStore
  readonly outbox: OutboxStore
  readonly journal: JournalStore
}

/** Runs `work` in one transaction: all of it happens or none. Never await mail or network inside. */
export type Transact = <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>
