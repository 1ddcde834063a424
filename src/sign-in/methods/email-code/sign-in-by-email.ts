/** The e-mail path: a password that is proven, then always a code (S1.25). */
import { fail, type Outcome, succeed } from '../../../failures/failure.ts'
import type { Account } from '../../../people/account.ts'
import type { Profile } from '../../../people/profile.ts'
import type { Random } from '../../../ports/random.ts'
import { findSignIn, SIGN_IN_LIFETIME_SECONDS, type SignIn, signInElsewhere, step } from '../../sign-in.ts'
import type { Stores, Transact } from '../../stores.ts'
import type { Intent } from '../../transaction.ts'
import type { CodeDesk, Recipient } from './code-desk.ts'

export interface EmailSignIn {
  /** Begins a sign-in for somebody whose password is proven, and sends the first code. */
  begin(browserKey: string, intent: Intent, account: Account, profile: Profile, at: number): Promise<Outcome<SignIn>>
  resend(browserKey: string, signInId: string, at: number): Promise<Outcome<SignIn>>
  prove(browserKey: string, signInId: string, typed: string, at: number): Promise<Outcome<SignIn>>
}

export function createEmailSignIn(transact: Transact, desk: CodeDesk, random: Random): EmailSignIn {
  return {
    begin: (browserKey, intent, account, profile, at) =>
      transact(async (stores) => {
        const signIn: SignIn = {
          id: Buffer.from(random.bytes(16)).toString('hex'),
          browserKey,
          intent,
          state: { step: 'challenged', method: 'email-code', accountId: account.id, profile },
          version: 1,
          expiresAt: at + SIGN_IN_LIFETIME_SECONDS * 1000,
        }
        const failure = await desk.send(stores, signIn.id, recipientOf(account), at)
        if (failure !== undefined) return fail(failure)
        await stores.signIns.begin(signIn, at)
        return succeed(signIn)
      }),

    resend: (browserKey, signInId, at) =>
      transact(async (stores) => {
        const challenge = await findChallenge(stores, browserKey, signInId, at)
        if (!challenge.ok) return challenge
        const { signIn, account } = challenge.value
        const failure = await desk.resend(stores, signIn.id, recipientOf(account), at)
        return failure === undefined ? succeed(signIn) : fail(failure)
      }),

    prove: (browserKey, signInId, typed, at) =>
      transact(async (stores) => {
        const challenge = await findChallenge(stores, browserKey, signInId, at)
        if (!challenge.ok) return challenge
        const { signIn, account, profile } = challenge.value
        const checked = await desk.check(stores, signIn.id, recipientOf(account), typed, at)
        if (!checked.ok) return checked
        const password = await stores.passwords.find(account.id)
        return step(stores.signIns, signIn, {
          type: 'proven',
          person: {
            accountId: account.id,
            profile,
            method: 'email-code',
            assurance: 'password-mail',
            certificateBindingId: undefined,
            authenticatedAt: at,
          },
          passwordChange: password?.kind === 'temporary' ? 'owed' : 'not-owed',
        })
      }),
  }
}

async function findChallenge(stores: Stores, browserKey: string, signInId: string, at: number) {
  const found = await findSignIn(stores.signIns, browserKey, signInId, at)
  if (!found.ok) return found
  const { state } = found.value
  if (state.step !== 'challenged' || state.method !== 'email-code') return fail(signInElsewhere({}))
  const account = await stores.accounts.find(state.accountId)
  if (account === undefined) return fail(signInElsewhere({}))
  return succeed({ signIn: found.value, account, profile: state.profile })
}

export const recipientOf = (account: Account): Recipient => ({
  address: account.email,
  locale: account.locale,
  accountId: account.id,
  mail: 'login-code',
})
