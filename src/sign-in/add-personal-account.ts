/** Somebody who has an account becomes a candidate with it: one account per person, for every request (S0.4, S0.5). */
import type { CivilStatus } from '../people/personal-account.ts'
import type { Transact } from './stores.ts'

export type PersonalAccountAdder = (accountId: string, civilStatus: CivilStatus, at: number) => Promise<void>

/** Adding twice keeps the first declaration (S0.23). */
export const createPersonalAccountAdder =
  (transact: Transact): PersonalAccountAdder =>
  (accountId, civilStatus, at) =>
    transact(async (within) => {
      await within.accounts.lock(accountId)
      if ((await within.personalAccounts.find(accountId)) !== undefined) return
      await within.personalAccounts.keep(accountId, civilStatus, at, at)
      await within.accounts.grantProfile(accountId, 'candidat', at)
      await within.journal.append(
        'account.profile-granted',
        { account: accountId, profile: 'candidat', by: 'holder' },
        at,
      )
    })
