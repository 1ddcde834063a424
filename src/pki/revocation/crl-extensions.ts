import type { DerReader } from '../der/der-reader.ts'
import { refuse } from '../der/malformed.ts'
import { type DistributionPoint, readDistributionPoints } from '../extensions/distribution-points.ts'
import { type AuthorityKeyIdentifier, readAuthorityKeyIdentifier } from '../extensions/key-identifiers.ts'
import { readExtensionList } from './extension-list.ts'
import { type IssuingDistributionPoint, readIssuingDistributionPoint } from './issuing-distribution-point.ts'

/** What RFC 5280 §5.2 lets a list say about itself, decoded; undefined when absent. */
export interface CrlExtensions {
  readonly authorityKeyIdentifier?: AuthorityKeyIdentifier
  readonly crlNumber?: bigint
  /** Present: this is a delta CRL, to be laid over a complete one of at least this number (§5.2.4). */
  readonly baseCrlNumber?: bigint
  readonly issuingDistributionPoint?: IssuingDistributionPoint
  readonly freshestCrl?: readonly DistributionPoint[]
}

export function readCrlExtensions(reader: DerReader): CrlExtensions {
  const decoded: { -readonly [Name in keyof CrlExtensions]: CrlExtensions[Name] } = {}
  readExtensionList(reader, (identifier) => {
    switch (identifier) {
      case '2.5.29.35':
        decoded.authorityKeyIdentifier = readAuthorityKeyIdentifier(reader)
        return true
      case '2.5.29.20':
        decoded.crlNumber = readCrlNumber(reader)
        return true
      case '2.5.29.27':
        decoded.baseCrlNumber = readCrlNumber(reader)
        return true
      case '2.5.29.28':
        decoded.issuingDistributionPoint = readIssuingDistributionPoint(reader)
        return true
      case '2.5.29.46':
        decoded.freshestCrl = readDistributionPoints(reader)
        return true
      default:
        return false
    }
  })
  return decoded
}

/** RFC 5280 §5.2.3: up to 20 octets, never negative. */
function readCrlNumber(reader: DerReader): bigint {
  const octets = reader.integer()
  if (octets.length > 20 || (octets[0] ?? 0) >= 0x80) refuse('CRL number negative or over 20 octets')
  return BigInt(`0x${Buffer.from(octets).toString('hex')}`)
}
