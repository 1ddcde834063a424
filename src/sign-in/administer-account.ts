/** What an operator does about an account; each act is journalled with who did it and why. */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { Account } from '../people/account.ts'
import type { Profile } from '../people/profile.ts'
import type { Stores, Transact } from './stores.ts'

export const noSuchAccount = defineFailure('account.unknown', 'not-found', 'No account has this identifier.')

/** Who does it, and why. */
export interface OperatorAct {
  readonly by: string
  readonly reason: string
}

export interface AccountAdministrator {
  /** Deactivating ends every session and every login under way, at once (SE-10). */
  setStatus(accountId: string, status: Account['status'], act: OperatorAct, at: number): Promise<Outcome<Account>>
  grantProfile(accountId: string, profile: Profile, act: OperatorAct, at: number): Promise<Outcome<Account>>
  /** Effective at the next request of whoever is dismissed. */
  setAdministrator(
    accountId: string,
    standing: 'appointed' | 'dismissed',
    act: OperatorAct,
    at: number,
  ): Promise<Outcome<Account>>
}

export function createAccountAdministrator(transact: Transact): AccountAdministrator {
  const onAccount = (
    accountId: string,
    act: (within: Stores, account: Account) => Promise<void>,
  ): Promise<Outcome<Account>> =>
    transact(async (within) => {
      await within.accounts.lock(accountId)
      const account = await within.accounts.find(accountId)
      if (account === undefined) return fail(noSuchAccount({}))
      await act(within, account)
      return succeed(account)
    })

  return {
    setStatus: (accountId, status, { by, reason }, at) =>
      onAccount(accountId, async (within) => {
        await within.accounts.setStatus(accountId, status)
        if (status === 'inactive') {
          await within.sessions.endAllOf(accountId, 'deactivated', at)
          await within.signIns.endAllOf(accountId, at)
        }
        await within.journal.append('account.status-changed', { account: accountId, status, by, reason }, at)
      }),

    grantProfile: (accountId, profile, { by, reason }, at) =>
      onAccount(accountId, async (within) => {
        await within.accounts.grantProfile(accountId, profile, at)
        await within.journal.append('account.profile-granted', { account: accountId, profile, by, reason }, at)
      }),

    setAdministrator: (accountId, standing, { by, reason }, at) =>
      onAccount(accountId, async (within) => {
        if (standing === 'appointed') await within.administrators.appoint(accountId, at)
        else await within.administrators.dismiss(accountId)
        await within.journal.append(`account.administrator-${standing}`, { account: accountId, by, reason }, at)
      }),
  }
}
