/**
 * The receipt of an acceptance (GD-7): a file that its holder keeps. It is sealed with the key of the installation, so that
 * years later the operator can tell a genuine one, with the database or without.
 */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import type { Profile } from '../people/profile.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { TermsAcceptance, TermsVersion } from './terms.ts'

export interface Receipt {
  readonly number: string
  readonly service: string
  readonly account: string
  readonly holder: string
  readonly profile: Profile
  readonly method: AuthenticationMethod
  readonly version: string
  /** Of the PDF that was on the screen. */
  readonly sha256: string
  /** ISO 8601, UTC. */
  readonly acceptedAt: string
}

export interface SealedReceipt extends Receipt {
  readonly seal: string
}

export const receiptOf = (
  acceptance: TermsAcceptance,
  version: TermsVersion,
  holder: string,
  service: string,
): Receipt => ({
  number: acceptance.id,
  service,
  account: acceptance.accountId,
  holder,
  profile: acceptance.profile,
  method: acceptance.method,
  version: version.label,
  sha256: acceptance.termsSha256,
  acceptedAt: new Date(acceptance.acceptedAt).toISOString(),
})

export const sealReceipt = (sealer: Sealer, receipt: Receipt): SealedReceipt => ({
  ...receipt,
  seal: sealOf(sealer, receipt),
})

/** @param file a parsed JSON file. */
export function isGenuine(sealer: Sealer, file: unknown): file is SealedReceipt {
  if (typeof file !== 'object' || file === null || !('seal' in file)) return false
  const { seal, ...receipt } = file
  return typeof seal === 'string' && seal === sealOf(sealer, receipt)
}

/** Whatever the order in which the fields stand. */
const sealOf = (sealer: Sealer, receipt: object): string =>
  sealer.fingerprint(
    JSON.stringify(Object.entries(receipt).sort(([left], [right]) => (left < right ? -1 : 1))),
    'receipt',
  )
