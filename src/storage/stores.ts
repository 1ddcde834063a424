/** Every aggregate over one connection or one transaction. */
import type { Random } from '../ports/random.ts'
import type { Stores, Transact } from '../sign-in/stores.ts'
import { createAccountStore } from './accounts.ts'
import { createAdministratorStore } from './administrators.ts'
import { createCardEvidenceStore } from './card-evidence.ts'
import { createCaseStore } from './cases.ts'
import { createCertificateBindingStore } from './certificate-bindings.ts'
import { createEmailChangeStore } from './email-changes.ts'
import { createEmailCodeStore } from './email-codes.ts'
import { createInvitationStore } from './invitations.ts'
import { createJournalStore } from './journal.ts'
import { createKnownBrowserStore } from './known-browsers.ts'
import { createLinkSendingStore } from './link-sendings.ts'
import { createOutboxStore } from './mail-outbox.ts'
import { createMailedLinkStore } from './mailed-links.ts'
import { createPasswordStore } from './passwords.ts'
import { createPersonalAccountStore } from './personal-accounts.ts'
import { createRegistrationStore } from './registrations.ts'
import { createRelinkRequestStore } from './relink-requests.ts'
import { createCertificateOrderStore, createExpiryNoticeStore } from './renewals.ts'
import type { Database } from './schema.ts'
import { createSessionStore } from './sessions.ts'
import { createSignInStore } from './sign-ins.ts'
import { createTermsStore } from './terms.ts'
import { createThrottleStore } from './throttles.ts'

export const createStores = (database: Database, random: Random): Stores => ({
  accounts: createAccountStore(database),
  administrators: createAdministratorStore(database),
  passwords: createPasswordStore(database),
  bindings: createCertificateBindingStore(database),
  registrations: createRegistrationStore(database),
  relinkRequests: createRelinkRequestStore(database),
  cardEvidence: createCardEvidenceStore(database),
  personalAccounts: createPersonalAccountStore(database),
  emailChanges: createEmailChangeStore(database),
  expiryNotices: createExpiryNoticeStore(database),
  certificateOrders: createCertificateOrderStore(database),
  cases: createCaseStore(database),
  invitations: createInvitationStore(database),
  terms: createTermsStore(database),
  sessions: createSessionStore(database),
  signIns: createSignInStore(database),
  emailCodes: createEmailCodeStore(database, random),
  throttles: createThrottleStore(database),
  mailedLinks: createMailedLinkStore(database),
  linkSendings: createLinkSendingStore(database),
  knownBrowsers: createKnownBrowserStore(database),
  outbox: createOutboxStore(database),
  journal: createJournalStore(database),
})

export const createTransact =
  (database: Database, random: Random): Transact =>
  (work) =>
    database.transaction().execute((transaction) => work(createStores(transaction, random)))
