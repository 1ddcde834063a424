/** « Ce n'est pas moi »: the sign-in ends, its code dies, and the owner of the address is told. */
import { fail, type Outcome, succeed } from '../../../failures/failure.ts'
import { enqueueMail } from '../../../mail/outbox.ts'
import type { Random } from '../../../ports/random.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import { findSignIn, signInElsewhere, step } from '../../sign-in.ts'
import type { Transact } from '../../stores.ts'
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
      if (state.step !== 'challenged' || state.method !== 'email-code') return fail(signInElsewhere({}))
      const ended = await step(stores.signIns, found.value, {
        type: 'refused',
        failureCode: 'sign-in.reported',
        reference: id,
      })
      if (!ended.ok) return ended
      await stores.outbox.withdraw(mailSubjectOf(id), at)
      const account = await stores.accounts.find(state.accountId)
      if (account !== undefined) {
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
      await stores.journal.append('sign-in.abandoned', { account: state.accountId, signIn: id }, at)
      return succeed(undefined)
    })
}
