/**
 * The link that makes a personal account is its first login too (S0.18, S0.19): single use, and what it proves is the
 * mailbox, no more. Every later login is by e-mail, password and code.
 */
import { fail, type Outcome } from '../../../failures/failure.ts'
import type { Random } from '../../../ports/random.ts'
import { hashOfToken } from '../../mailed-link.ts'
import { SIGN_IN_LIFETIME_SECONDS, type SignIn, step } from '../../sign-in.ts'
import type { Stores, Transact } from '../../stores.ts'
import type { Intent } from '../../transaction.ts'
import { activationLinkDead } from './activate-access.ts'

export type LinkSignIn = (browserKey: string, token: string, intent: Intent, at: number) => Promise<Outcome<SignIn>>

export function createLinkSignIn(transact: Transact, random: Random): LinkSignIn {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')

  return (browserKey, token, intent, at) =>
    transact(async (stores) => {
      const accountId = await createAccount(stores, token, at)
      if (accountId === undefined) return fail(activationLinkDead({}))
      const signIn: SignIn = {
        id: newId(),
        browserKey,
        intent,
        state: { step: 'challenged', method: 'activation-link', accountId, profile: 'candidat' },
        version: 1,
        expiresAt: at + SIGN_IN_LIFETIME_SECONDS * 1000,
      }
      await stores.signIns.begin(signIn, at)
      return step(stores.signIns, signIn, {
        type: 'proven',
        passwordChange: 'not-owed',
        person: {
          accountId,
          profile: 'candidat',
          method: 'activation-link',
          assurance: 'mailbox',
          certificateBindingId: undefined,
          authenticatedAt: at,
        },
      })
    })

  /** @returns undefined when the link is dead, or somebody has the address by now. */
  async function createAccount(stores: Stores, token: string, at: number): Promise<string | undefined> {
    const claim = await stores.personalAccounts.takeClaim(hashOfToken(token), at)
    if (claim === undefined) return undefined
    const { email, emailKey, civilStatus } = claim
    const names = { givenNames: civilStatus.firstName, surname: civilStatus.surname }
    const id = newId()
    const account = await stores.accounts.ensure({ id, email, emailKey, ...names, profiles: ['candidat'] }, at)
    if (account.id !== id) return undefined
    await stores.passwords.set(id, { hash: claim.passwordHash, kind: 'chosen', expiresAt: undefined }, at)
    await stores.personalAccounts.keep(id, civilStatus, claim.claimedAt, at)
    await stores.journal.append('account.registered', { account: id, profile: 'candidat', by: 'activation-link' }, at)
    return id
  }
}
