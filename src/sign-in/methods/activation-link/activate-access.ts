/**
 * The activation of an invited person's access: the link proves the mailbox and sets the first password. It is no login:
 * the code is asked as at every login by e-mail, in the sign-in that begins here.
 */
import { whyNoCase } from '../../../cases/open-cases.ts'
import { defineFailure, fail, type Outcome, succeed } from '../../../failures/failure.ts'
import type { Account } from '../../../people/account.ts'
import { judgeNewPassword } from '../../../people/password.ts'
import type { Profile } from '../../../people/profile.ts'
import type { PasswordHasher } from '../../../ports/password-hasher.ts'
import { hashOfToken } from '../../mailed-link.ts'
import { profileByEmail } from '../../profile-by-email.ts'
import type { WallOption } from '../../profile-wall.ts'
import type { Stores, Transact } from '../../stores.ts'

export const activationLinkDead = defineFailure(
  'activation-link.dead',
  'conflict',
  'The link was used, has expired, was replaced by a newer one, or the person chose a password in another way.',
)

export interface Activated {
  readonly account: Account
  /** What the person would answer at the wall, and the profile that follows from it. */
  readonly option: WallOption
  readonly profile: Profile
}

export interface AccessActivator {
  /** Changes nothing: a mail scanner that opens the link does not use it up. */
  find(token: string, at: number): Promise<Outcome<Activated>>
  /** One caller alone succeeds. */
  activate(token: string, typedPassword: string, at: number): Promise<Outcome<Activated>>
}

export function createAccessActivator(
  stores: Stores,
  transact: Transact,
  hasher: PasswordHasher,
  accessCutOff: number,
): AccessActivator {
  async function find(token: string, at: number): Promise<Outcome<Activated>> {
    const link = await stores.mailedLinks.peek(hashOfToken(token), 'invitation', at)
    return link === undefined ? fail(activationLinkDead({})) : judge(stores, link.accountId)
  }

  return {
    find,
    async activate(token, typedPassword, at) {
      const found = await find(token, at)
      if (!found.ok) return found
      const { givenNames, surname, email } = found.value.account
      const password = judgeNewPassword(typedPassword, [givenNames, surname, email])
      if (!password.ok) return password
      const hash = await hasher.hash(password.value)
      return transact(async (within) => {
        const link = await within.mailedLinks.take(hashOfToken(token), 'invitation', at)
        if (link === undefined) return fail(activationLinkDead({}))
        const judged = await judge(within, link.accountId)
        if (!judged.ok) return judged
        await within.passwords.set(link.accountId, { hash, kind: 'chosen', expiresAt: undefined }, at)
        await within.journal.append('account.activated', { account: link.accountId, by: 'invitation' }, at)
        return succeed(judged.value)
      })
    },
  }

  /** Whether there is still something to activate: asked when the page opens and again when it is done. */
  async function judge(within: Stores, accountId: string): Promise<Outcome<Activated>> {
    const account = await within.accounts.find(accountId)
    const password = await within.passwords.find(accountId)
    if (account?.status !== 'active' || password?.kind === 'chosen') return fail(activationLinkDead({}))
    let refusal = fail(activationLinkDead({}))
    for (const option of OPTIONS) {
      const profile = await profileByEmail(within, option, account, accessCutOff)
      if (profile === undefined) continue
      const failure = await whyNoCase(within.cases, { accountId, profile, method: 'email-code' }, accessCutOff)
      if (failure === undefined) return succeed({ account, option, profile })
      refusal = fail(failure)
    }
    return refusal
  }
}

/** The answers of the wall that an invitation may lead to. */
const OPTIONS = ['intervenant-de-partie', 'sapiteur'] as const satisfies WallOption[]
