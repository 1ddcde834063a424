/** What the rules of cases keep and change together. */
import type { JournalStore } from '../journal/journal.ts'
import type { OutboxStore } from '../mail/outbox.ts'
import type { AccountStore } from '../people/account.ts'
import type { CertificateBindingStore } from '../people/certificate-binding.ts'
import type { PasswordStore } from '../people/password.ts'
import type { SessionStore } from '../sessions/session.ts'
import type { InvitationStore } from './invitation.ts'
import type { CaseStore } from './participation.ts'

export interface CaseStores {
  readonly accounts: AccountStore
  readonly passwords: PasswordStore
  readonly bindings: CertificateBindingStore
  readonly cases: CaseStore
  readonly invitations: InvitationStore
  readonly sessions: SessionStore
  readonly outbox: OutboxStore
  readonly journal: JournalStore
}

/** Runs `work` in one transaction: all of it happens or none. */
export type CaseTransact<Within extends CaseStores> = <Result>(
  work: (within: Within) => Promise<Result>,
) => Promise<Result>
