/**
 * « Demander un nouvel envoi »: the wish is noted and shown to the expert, who decides; nothing is mailed, so nobody can
 * fill a stranger's mailbox, and the answer is the same for every address (EN-2).
 */
import { parseEmailAddress } from '../mail/address.ts'
import type { CaseStores, CaseTransact } from './case-stores.ts'

export type AskAgain = (email: string, at: number) => Promise<void>

export const createAskAgain =
  <Within extends CaseStores>(transact: CaseTransact<Within>): AskAgain =>
  (email, at) =>
    transact(async (within) => {
      const address = parseEmailAddress(email)
      const account = address.ok ? await within.accounts.findByEmailKey(address.value.key) : undefined
      if (account === undefined) return
      const asked = await within.invitations.askAgain(account.id, at)
      if (asked > 0) await within.journal.append('invitation.asked-again', { account: account.id }, at)
    })
