/** Sets a new password: forced after a temporary one (RS-1), or by the link of « Mot de passe oublié ? » (RS-2, RS-6). */
import { fail, type Outcome, succeed } from '../../../failures/failure.ts'
import { parseEmailAddress } from '../../../mail/address.ts'
import { enqueueMail } from '../../../mail/outbox.ts'
import type { Account } from '../../../people/account.ts'
import { judgeNewPassword, normalisePassword, passwordUnchanged } from '../../../people/password.ts'
import type { PasswordHasher } from '../../../ports/password-hasher.ts'
import type { Random } from '../../../ports/random.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import type { Session } from '../../../sessions/session.ts'
import { hashOfToken, newToken, RESET_LINK_LIFETIME_SECONDS } from '../../mailed-link.ts'
import { type SignIn, signInElsewhere, signInGone, step } from '../../sign-in.ts'
import type { Stores, Transact } from '../../stores.ts'
import { forgiveFailures } from './failure-counts.ts'
import { LONGEST_SENDING_WINDOW_MS, nextSendingAt } from './one-time-code.ts'

export interface PasswordPair {
  readonly present: string
  readonly fresh: string
}

export interface PasswordChanger {
  /** In a sign-in that owes a new password. */
  changeOwed(signIn: SignIn, typed: string, at: number): Promise<Outcome<SignIn>>
  /** In a session, by somebody who proved the present password; the person's other sessions end (PW-13, RS-6). */
  change(
    session: Pick<Session, 'accountId' | 'idHash'>,
    passwords: PasswordPair,
    at: number,
  ): Promise<Outcome<undefined>>
  /**
   * Always ends the same way, whether or not the address has an account (EN-2) or had too many mails (TH-9).
   * @param pathOf makes the path of the portal that the mailed link leads to.
   */
  askReset(email: string, pathOf: (token: string) => string, at: number): Promise<void>
  /** Changes nothing: is this link still good? */
  resetIsOpen(token: string, at: number): Promise<boolean>
  /** Never skips the code: the person logs in again (RS-6, RS-7). */
  reset(token: string, typed: string, at: number): Promise<Outcome<undefined>>
}

export function createPasswordChanger(
  stores: Pick<Stores, 'accounts' | 'passwords' | 'mailedLinks'>,
  transact: Transact,
  hasher: PasswordHasher,
  sealer: Sealer,
  random: Random,
): PasswordChanger {
  const newId = () => Buffer.from(random.bytes(16)).toString('hex')

  return {
    async changeOwed(signIn, typed, at) {
      const { state } = signIn
      if (state.step !== 'authenticated' || state.passwordChange !== 'owed') return fail(signInElsewhere({}))
      const account = await stores.accounts.find(state.person.accountId)
      const before = account && (await stores.passwords.find(account.id))
      if (account === undefined || before === undefined) return fail(signInElsewhere({}))
      if (await hasher.verify(before.hash, normalisePassword(typed))) return fail(passwordUnchanged({}))
      const hash = await hashNewPassword(account, typed)
      if (!hash.ok) return hash
      return transact(async (within) => {
        const moved = await step(within.signIns, signIn, { type: 'password-changed' })
        if (moved.ok) {
          await within.signIns.endAllOf(account.id, at, signIn.id)
          await setPassword(within, account, hash.value, at)
          await within.journal.append('password.changed', { account: account.id }, at)
        }
        return moved
      })
    },

    async change({ accountId, idHash }, { present, fresh }, at) {
      if (normalisePassword(present) === normalisePassword(fresh)) return fail(passwordUnchanged({}))
      const account = await stores.accounts.find(accountId)
      if (account === undefined) return fail(signInGone({}))
      const hash = await hashNewPassword(account, fresh)
      if (!hash.ok) return hash
      return transact(async (within) => {
        await within.accounts.lock(accountId)
        await setPassword(within, account, hash.value, at)
        await within.sessions.endOthers(accountId, idHash, 'password-changed', at)
        await within.signIns.endAllOf(accountId, at)
        await within.mailedLinks.revoke(accountId, 'password-reset', at)
        await within.journal.append('password.changed', { account: accountId }, at)
        return succeed(undefined)
      })
    },

    async askReset(email, pathOf, at) {
      const address = parseEmailAddress(email)
      const account = address.ok ? await stores.accounts.findByEmailKey(address.value.key) : undefined
      const token = newToken(random)
      if (account?.status !== 'active' || (await stores.passwords.find(account.id)) === undefined) return
      const expiresAt = at + RESET_LINK_LIFETIME_SECONDS * 1000
      await transact(async (within) => {
        await within.accounts.lock(account.id)
        const since = at - LONGEST_SENDING_WINDOW_MS
        const sendings = await within.mailedLinks.issuedSince(account.id, 'password-reset', since)
        if (nextSendingAt(sendings, at) > at) return
        await within.mailedLinks.issue(
          hashOfToken(token),
          { purpose: 'password-reset', accountId: account.id, expiresAt },
          at,
        )
        await enqueueMail(within.outbox, sealer, {
          id: newId(),
          recipient: account.email,
          template: 'password-reset',
          locale: account.locale,
          parameters: { path: pathOf(token), expiresAt },
          expiresAt,
          subject: `account:${account.id}`,
          at,
        })
        await within.journal.append('password.reset-asked', { account: account.id }, at)
      })
    },

    async resetIsOpen(token, at) {
      return (await stores.mailedLinks.peek(hashOfToken(token), 'password-reset', at)) !== undefined
    },

    async reset(token, typed, at) {
      const link = await stores.mailedLinks.peek(hashOfToken(token), 'password-reset', at)
      const account = link && (await stores.accounts.find(link.accountId))
      if (account?.status !== 'active') return fail(signInGone({}))
      const hash = await hashNewPassword(account, typed)
      if (!hash.ok) return hash
      return transact(async (within) => {
        await within.accounts.lock(account.id)
        const taken = await within.mailedLinks.take(hashOfToken(token), 'password-reset', at)
        if (taken === undefined) return fail(signInGone({}))
        await setPassword(within, account, hash.value, at)
        await within.sessions.endAllOf(account.id, 'password-changed', at)
        await within.signIns.endAllOf(account.id, at)
        await forgiveFailures(within, sealer, account)
        await within.journal.append('password.reset', { account: account.id }, at)
        return succeed(undefined)
      })
    },
  }

  async function hashNewPassword(account: Account, typed: string): Promise<Outcome<string>> {
    const judged = judgeNewPassword(typed, [account.givenNames, account.surname, account.email])
    return judged.ok ? succeed(await hasher.hash(judged.value)) : judged
  }

  async function setPassword(within: Stores, account: Account, hash: string, at: number): Promise<void> {
    await within.passwords.set(account.id, { hash, kind: 'chosen', expiresAt: undefined }, at)
    await enqueueMail(within.outbox, sealer, {
      id: newId(),
      recipient: account.email,
      template: 'password-changed',
      locale: account.locale,
      parameters: { changedAt: at },
      expiresAt: undefined,
      subject: `account:${account.id}`,
      at,
    })
  }
}
