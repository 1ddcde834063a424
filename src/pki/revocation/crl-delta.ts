import { sameOctets } from '../der/octets.ts'
import type { Crl } from './crl.ts'

/**
 * Whether a delta list may be laid over a complete one: same issuer, same scope, same key identifier, and numbers that
 * leave no gap between them (RFC 5280 §5.2.4 and §6.3.3 (c)). That both are signed by the same key is for the caller.
 */
export function mayUpdate(delta: Crl, complete: Crl): boolean {
  const { baseCrlNumber, crlNumber: deltaNumber } = delta.extensions
  const { crlNumber: completeNumber } = complete.extensions
  if (baseCrlNumber === undefined || deltaNumber === undefined || completeNumber === undefined) return false
  return (
    completeNumber >= baseCrlNumber &&
    completeNumber < deltaNumber &&
    isSameScope(delta, complete) &&
    sameOptionalOctets(
      delta.extensions.authorityKeyIdentifier?.keyIdentifier,
      complete.extensions.authorityKeyIdentifier?.keyIdentifier,
    )
  )
}

/** Whether two lists of one issuer speak of the same certificates and reasons. */
export const isSameScope = (a: Crl, b: Crl): boolean =>
  sameOptionalOctets(a.extensions.issuingDistributionPoint?.der, b.extensions.issuingDistributionPoint?.der)

const sameOptionalOctets = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameOctets(a, b)
