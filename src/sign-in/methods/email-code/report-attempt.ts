/** « Ce n'est pas moi »: the sign-in ends, its code dies, and the owner of the address is told. */
import { fail, type Outcome, succeed } from '../../../failures/failure.ts'
import { enqueueMail } from '../../../mail/outbox.ts'
import type { Random } from '../../../ports/random.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import { findSignIn, signInElsewhere, step } from '../../sign-in.ts'
import type { Stores, Transact } from '../../stores.ts'
import type { SignInState } from '../../transaction.ts'
import { mailSubjectOf } from './code-desk.ts'

export type AttemptReporter = (
  browserKey: string,
  signInId: string | undefined,
  at: number,
) => Promise<Outcome<undefined>>

export function createAttemptReporter(transact: Transact, sealer: Sealer, random: Random): AttemptReporter {
  return (browserKey, signInId, at) =>
    transact(async (stores) => {
      const found = await findSignIn(stores.signIns, browserKey, signInId, at)
      if (!found.ok) return found
      const { id, state } = found.value
      const accountId = await ownerOf(stores, state)
      if (accountId === 'nobody waits for a code') return fail(signInElsewhere({}))
      const ended = await step(stores.signIns, found.value, {
        type: 'refused',
        failureCode: 'sign-in.reported',
        reference: id,
      })
      if (!ended.ok) return ended
      await stores.outbox.withdraw(mailSubjectOf(id), at)
      const account = accountId && (await stores.accounts.find(accountId))
      if (account) {
        await enqueueMail(stores.outbox, sealer, {
          id: Buffer.from(random.bytes(16)).toString('hex'),
          recipient: account.email,
          locale: account.locale,
          template: 'attempt-reported',
          parameters: { reportedAt: at },
          subject: `account:${account.id}`,
          at,
        })
      }
      await stores.journal.append('sign-in.abandoned', { account: accountId ?? null, signIn: id }, at)
      return succeed(undefined)
    })
}

/** Whose address the code went to; undefined when it is nobody's yet. */
async function ownerOf(stores: Pick<Stores, 'accounts'>, state: SignInState) {
  if (state.step === 'challenged' && state.method === 'email-code') return state.accountId
  if (state.step !== 'proving-address') return 'nobody waits for a code'
  return (await stores.accounts.findByEmailKey(state.proof.addressKey))?.id
}
