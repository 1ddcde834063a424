import { userInfo } from 'node:os'
import { fail, type Outcome, succeed } from '../failures/failure.ts'
import { parseEmailAddress } from '../mail/address.ts'
import type { Account } from '../people/account.ts'
import { noSuchAccount } from '../sign-in/administer-account.ts'
import type { Stores } from '../sign-in/stores.ts'

/** @param named by its address or its identifier. */
export async function findAccount({ accounts }: Pick<Stores, 'accounts'>, named: string): Promise<Outcome<Account>> {
  const address = parseEmailAddress(named)
  const account = address.ok ? await accounts.findByEmailKey(address.value.key) : await accounts.find(named)
  return account === undefined ? fail(noSuchAccount({})) : succeed(account)
}

/** Who acts on the command line, for the journal. */
export const operatorName = (): string => `command line: ${userInfo().username}`
