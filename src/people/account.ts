/** People: one account per natural person, whatever cards and profiles come and go. */
import type { Profile } from './profile.ts'

export interface Account {
  readonly id: string
  readonly email: string
  readonly givenNames: string
  readonly surname: string
  readonly status: 'active' | 'inactive'
  readonly locale: 'fr' | 'en'
  readonly profiles: readonly Profile[]
  readonly createdAt: number
}

export interface NewAccount {
  readonly id: string
  readonly email: string
  /** What addresses are compared by: see mail/address. */
  readonly emailKey: string
  readonly givenNames: string
  readonly surname: string
  readonly profiles: readonly Profile[]
}

export interface AccountStore {
  /** @throws when the address already has an account (unique key). */
  create(account: NewAccount, at: number): Promise<void>
  find(id: string): Promise<Account | undefined>
  findByEmailKey(emailKey: string): Promise<Account | undefined>
  grantProfile(accountId: string, profile: Profile, at: number): Promise<void>
  setStatus(accountId: string, status: Account['status']): Promise<void>
}

export const fullName = (account: Pick<Account, 'givenNames' | 'surname'>): string =>
  `${account.givenNames} ${account.surname}`
