/** Under which subjects the failures of an address are counted: never the address itself, and each known browser apart. */
import { parseEmailAddress } from '../../../mail/address.ts'
import type { Account } from '../../../people/account.ts'
import type { Sealer } from '../../../ports/sealer.ts'
import type { Stores } from '../../stores.ts'

export function passwordFailures(sealer: Sealer, emailKey: string, knownBrowserHash?: string): string {
  const subject = `password:${sealer.fingerprint(emailKey, 'throttle')}`
  return knownBrowserHash === undefined ? subject : `${subject}:${knownBrowserHash}`
}

/** What stands for an address wherever codes sent to it are counted. */
export const markOf = (sealer: Sealer, address: string): string =>
  sealer.fingerprint(address.toLowerCase(), 'recipient')

export const codeFailures = (sealer: Sealer, address: string): string => `code:${markOf(sealer, address)}`

/** A new password for which the mailbox vouched ends the waits that tries with the old one have brought about. */
export async function forgiveFailures(
  stores: Pick<Stores, 'throttles' | 'knownBrowsers'>,
  sealer: Sealer,
  { id, email }: Pick<Account, 'id' | 'email'>,
): Promise<void> {
  const parsed = parseEmailAddress(email)
  const emailKey = parsed.ok ? parsed.value.key : email
  const browsers = await stores.knownBrowsers.hashesOf(id)
  for (const browser of [undefined, ...browsers])
    await stores.throttles.clear(passwordFailures(sealer, emailKey, browser))
  await stores.throttles.clear(codeFailures(sealer, email))
}
