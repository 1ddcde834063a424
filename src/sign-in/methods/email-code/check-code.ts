/** The second step of the e-mail path: each try is counted before it is compared, one caller alone succeeds (OT-5, OT-8). */
import { timingSafeEqual } from 'node:crypto'
import { fail, type Outcome } from '../../../failures/failure.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import { findSignIn, type SignIn, signInElsewhere, step } from '../../sign-in.ts'
import type { Transact } from '../../stores.ts'
import { countTry } from '../../throttling.ts'
import { codeDead, codeWrong, fingerprintOfCode, readCode } from './one-time-code.ts'

export type CodeChecker = (
  browserKey: string,
  signInId: string | undefined,
  typed: string,
  at: number,
) => Promise<Outcome<SignIn>>

export function createCodeChecker(transact: Transact, sealer: Sealer): CodeChecker {
  return (browserKey, signInId, typed, at) =>
    transact(async (stores) => {
      const seen = await findSignIn(stores.signIns, browserKey, signInId, at)
      if (!seen.ok) return seen
      const challenge = emailChallenge(seen.value)
      if (challenge === undefined) return fail(signInElsewhere({}))
      const { accountId, profile } = challenge

      // From here on one at a time for this account, so what was read before is read again.
      await stores.accounts.lock(accountId)
      const found = await findSignIn(stores.signIns, browserKey, seen.value.id, at)
      if (!found.ok) return found
      const signIn = found.value
      if (emailChallenge(signIn) === undefined) return fail(signInElsewhere({}))

      // Wrong codes of all the account's sign-ins count together: starting again gives no new tries.
      const subject = `code:${accountId}`
      const allowed = await countTry(stores.throttles, subject, at)
      if (!allowed.ok) return allowed
      const code = await stores.emailCodes.spendTry(signIn.id, at)
      if (code === undefined) return fail(codeDead({}))

      const given = fingerprintOfCode(sealer, signIn.id, code.counter, readCode(typed))
      if (!timingSafeEqual(Buffer.from(given), Buffer.from(code.codeFingerprint))) {
        await stores.journal.append('sign-in.code-refused', { account: accountId, signIn: signIn.id }, at)
        return fail(code.triesLeft === 0 ? codeDead({}) : codeWrong({ triesLeft: code.triesLeft }))
      }
      if (!(await stores.emailCodes.consume(signIn.id, code.counter, at))) return fail(codeDead({}))
      await stores.throttles.clear(subject)

      const password = await stores.passwords.find(accountId)
      return step(stores.signIns, signIn, {
        type: 'proven',
        person: {
          accountId,
          profile,
          method: 'email-code',
          assurance: 'password-mail',
          certificateBindingId: undefined,
          authenticatedAt: at,
        },
        passwordChange: password?.kind === 'temporary' ? 'owed' : 'not-owed',
      })
    })
}

const emailChallenge = ({ state }: SignIn) =>
  state.step === 'challenged' && state.method === 'email-code' ? state : undefined
