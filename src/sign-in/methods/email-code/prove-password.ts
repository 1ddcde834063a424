/** The first step of the e-mail path: does this password open this account? Every "no" looks and lasts alike (EN-1). */
import { defineFailure, fail, type Outcome, succeed } from '../../../failures/failure.ts'
import { parseEmailAddress } from '../../../mail/address.ts'
import type { Account } from '../../../people/account.ts'
import { normalisePassword, type StoredPassword } from '../../../people/password.ts'
import type { PasswordHasher } from '../../../ports/password-hasher.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import type { Stores } from '../../stores.ts'
import { countTry } from '../../throttling.ts'
import { passwordFailures } from './failure-counts.ts'

export const credentialsWrong = defineFailure(
  'sign-in.credentials-wrong',
  'unauthenticated',
  'Unknown address, wrong or expired password, or inactive account: the answer is the same for all.',
)

export interface PasswordClaim {
  readonly email: string
  readonly password: string
  /** SHA-256 of the browser's own mark, when it has one. */
  readonly browserHash: string | undefined
}

export type PasswordProver = (
  claim: PasswordClaim,
  at: number,
) => Promise<Outcome<{ readonly account: Account; readonly password: StoredPassword }>>

/** @param decoy hash of a password that nobody has, made with the same cost: compared against when there is no account. */
export function createPasswordProver(
  stores: Pick<Stores, 'accounts' | 'passwords' | 'knownBrowsers' | 'throttles' | 'journal'>,
  hasher: PasswordHasher,
  sealer: Sealer,
  decoy: Promise<string>,
): PasswordProver {
  return async (claim, at) => {
    const emailKey = keyOf(claim.email)
    const account = await stores.accounts.findByEmailKey(emailKey)
    const password = account && (await stores.passwords.find(account.id))

    const subject = await throttleSubject(emailKey, account, claim.browserHash)
    const allowed = await countTry(stores.throttles, subject, at)
    if (!allowed.ok) return allowed

    const matches = await hasher.verify(password?.hash ?? (await decoy), normalisePassword(claim.password))
    if (!matches || account?.status !== 'active' || password === undefined || isOver(password, at)) {
      await stores.journal.append('sign-in.password-refused', { account: account?.id ?? null }, at)
      return fail(credentialsWrong({}))
    }
    await stores.throttles.clear(subject)
    return succeed({ account, password })
  }

  async function throttleSubject(emailKey: string, account: Account | undefined, browserHash: string | undefined) {
    const known =
      account !== undefined &&
      browserHash !== undefined &&
      (await stores.knownBrowsers.isKnown(account.id, browserHash))
    return passwordFailures(sealer, emailKey, known ? browserHash : undefined)
  }
}

/** What is no address cannot have an account, but is throttled and answered like one. */
const keyOf = (typed: string): string => {
  const parsed = parseEmailAddress(typed)
  return parsed.ok ? parsed.value.key : typed.trim().toLowerCase().slice(0, 254)
}

const isOver = (password: StoredPassword, at: number): boolean =>
  password.expiresAt !== undefined && at >= password.expiresAt
