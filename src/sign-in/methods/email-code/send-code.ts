/** Sends a code: at the start of an e-mail sign-in and again when asked, within the limits of OT-13. */
import { fail, type Outcome, succeed } from '../../../failures/failure.ts'
import { enqueueMail } from '../../../mail/outbox.ts'
import type { Account } from '../../../people/account.ts'
import type { Profile } from '../../../people/profile.ts'
import type { Random } from '../../../ports/random.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import { findSignIn, SIGN_IN_LIFETIME_SECONDS, type SignIn, signInElsewhere } from '../../sign-in.ts'
import type { Stores, Transact } from '../../stores.ts'
import type { Intent } from '../../transaction.ts'
import {
  CODE_LIFETIME_SECONDS,
  codeDead,
  fingerprintOfCode,
  hotp,
  nextSendingAt,
  SECRET_BYTES,
  SENDING_INTERVAL_SECONDS,
  SENDING_LIMITS,
  sendingTooSoon,
} from './one-time-code.ts'

const LONGEST_WINDOW_MS = Math.max(...SENDING_LIMITS.map((limit) => limit.windowSeconds)) * 1000

export interface CodeSender {
  /** Begins a sign-in for somebody whose password is proven, and sends the first code. */
  begin(browserKey: string, intent: Intent, account: Account, profile: Profile, at: number): Promise<Outcome<SignIn>>
  /** Kills the code before; the tries already spent stay spent. */
  resend(browserKey: string, signInId: string, at: number): Promise<Outcome<SignIn>>
}

export function createCodeSender(transact: Transact, sealer: Sealer, random: Random): CodeSender {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')

  return {
    begin: (browserKey, intent, account, profile, at) =>
      transact(async (stores) => {
        await stores.accounts.lock(account.id)
        const retryAt = nextSendingAt(await stores.emailCodes.sendingsSince(account.id, at - LONGEST_WINDOW_MS), at)
        if (retryAt > at) return fail(sendingTooSoon({ retryAt }))

        const signIn: SignIn = {
          id: newId(),
          browserKey,
          intent,
          state: { step: 'challenged', method: 'email-code', accountId: account.id, profile },
          version: 1,
          expiresAt: at + SIGN_IN_LIFETIME_SECONDS * 1000,
        }
        await stores.signIns.begin(signIn, at)
        await send(stores, signIn.id, account, random.bytes(SECRET_BYTES), 0, at)
        return succeed(signIn)
      }),

    resend: (browserKey, signInId, at) =>
      transact(async (stores) => {
        const found = await findSignIn(stores.signIns, browserKey, signInId, at)
        if (!found.ok) return found
        const { state } = found.value
        if (state.step !== 'challenged' || state.method !== 'email-code') return fail(signInElsewhere({}))
        await stores.accounts.lock(state.accountId)
        const [account, code] = await Promise.all([
          stores.accounts.find(state.accountId),
          stores.emailCodes.find(signInId),
        ])
        if (account === undefined || code === undefined || code.triesLeft === 0) return fail(codeDead({}))

        const sendings = await stores.emailCodes.sendingsSince(account.id, at - LONGEST_WINDOW_MS)
        const retryAt = Math.max(nextSendingAt(sendings, at), code.issuedAt + SENDING_INTERVAL_SECONDS * 1000)
        if (retryAt > at) return fail(sendingTooSoon({ retryAt }))

        const secret = Buffer.from(sealer.open(code.secretSealed, sealContext(signInId)), 'hex')
        await send(stores, signInId, account, secret, code.counter + 1, at)
        return found
      }),
  }

  async function send(
    stores: Stores,
    signInId: string,
    account: Account,
    secret: Uint8Array,
    counter: number,
    at: number,
  ): Promise<void> {
    const code = hotp(secret, counter)
    const expiresAt = at + CODE_LIFETIME_SECONDS * 1000
    const subject = mailSubjectOf(signInId)
    await stores.emailCodes.issue({
      signInId,
      accountId: account.id,
      secretSealed: sealer.seal(Buffer.from(secret).toString('hex'), sealContext(signInId)),
      counter,
      codeFingerprint: fingerprintOfCode(sealer, signInId, counter, code),
      issuedAt: at,
      expiresAt,
    })
    await stores.outbox.withdraw(subject, at)
    await enqueueMail(stores.outbox, sealer, {
      id: newId(),
      recipient: account.email,
      template: 'login-code',
      locale: account.locale,
      parameters: { code, expiresAt },
      expiresAt,
      subject,
      at,
    })
    await stores.journal.append('sign-in.code-issued', { account: account.id, signIn: signInId, counter }, at)
  }
}

const sealContext = (signInId: string): string => `email-code-secret:${signInId}`

/** Under what name the outbox knows the codes of a sign-in. */
export const mailSubjectOf = (signInId: string): string => `sign-in:${signInId}`
