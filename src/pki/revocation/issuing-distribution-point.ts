import type { DerReader } from '../der/der-reader.ts'
import { contextConstructed, contextPrimitive } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { type DistributionPointName, readDistributionPointName } from '../extensions/distribution-points.ts'

/** RFC 5280 §5.2.5: which certificates, and which reasons, a CRL speaks of. */
export interface IssuingDistributionPoint {
  /** The whole encoding: a delta CRL has the same as the list it updates (§5.2.4). */
  readonly der: Uint8Array
  readonly name: DistributionPointName | undefined
  readonly onlyContains: 'userCerts' | 'caCerts' | 'attributeCerts' | undefined
  /** ReasonFlags as a mask; undefined: all reasons. */
  readonly onlySomeReasons: number | undefined
  readonly indirectCrl: boolean
}

/** At most one of the three `onlyContains` (RFC 5280 §5.2.5); an empty sequence is not DER of this profile. */
export function readIssuingDistributionPoint(reader: DerReader): IssuingDistributionPoint {
  const start = reader.position
  return reader.sequence(() => {
    const der = reader.bytes.subarray(start, reader.end)
    if (!reader.more) refuse('issuing distribution point that limits nothing')
    const name = reader.optional(contextConstructed(0), () => readDistributionPointName(reader))
    const flag = (number: number) =>
      reader.optional(contextPrimitive(number), () => reader.boolean(contextPrimitive(number))) ?? false
    const userCerts = flag(1)
    const caCerts = flag(2)
    const onlySomeReasons = reader.optional(contextPrimitive(3), () => reader.namedBits(contextPrimitive(3)))
    const indirectCrl = flag(4)
    const attributeCerts = flag(5)
    if (Number(userCerts) + Number(caCerts) + Number(attributeCerts) > 1) refuse('list for two kinds of certificates')
    const onlyContains = userCerts ? 'userCerts' : caCerts ? 'caCerts' : attributeCerts ? 'attributeCerts' : undefined
    return { der, name, onlyContains, onlySomeReasons, indirectCrl }
  })
}
