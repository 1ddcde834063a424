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
  /** The account of this address: of any number of callers at once exactly one makes it. */
  ensure(account: NewAccount, at: number): Promise<Account>
  find(id: string): Promise<Account | undefined>
  findByEmailKey(emailKey: string): Promise<Account | undefined>
  grantProfile(accountId: string, profile: Profile, at: number): Promise<void>
  /** One statement. @returns false when the address has another account. */
  changeEmail(accountId: string, email: string, emailKey: string): Promise<boolean>
  setStatus(accountId: string, status: Account['status']): Promise<void>
  /** Puts in a row what gives and takes accesses of one person: the row stays locked until the transaction ends. */
  lock(accountId: string): Promise<void>
}

export const fullName = (account: Pick<Account, 'givenNames' | 'surname'>): string =>
  `${account.givenNames} ${account.surname}`
