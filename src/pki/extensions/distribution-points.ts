import type { DerReader } from '../der/der-reader.ts'
import { contextConstructed, contextPrimitive, DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { type GeneralName, readGeneralNames } from '../name/general-name.ts'
import { type RelativeName, readRelativeName } from '../name/name.ts'

/** RFC 5280 §4.2.1.13: the same choice names a distribution point in a certificate and in a CRL. */
export type DistributionPointName =
  | { readonly fullName: readonly GeneralName[] }
  | { readonly nameRelativeToCrlIssuer: RelativeName }

export interface DistributionPoint {
  readonly name: DistributionPointName | undefined
  /** ReasonFlags as a mask, bit 0 of the type being 1 << 0; undefined: all reasons. */
  readonly reasons: number | undefined
  /** Present when the CRL is issued by somebody else than the certificate's issuer. */
  readonly crlIssuer: readonly GeneralName[] | undefined
}

/** cRLDistributionPoints and freshestCRL have the same syntax (RFC 5280 §4.2.1.13, §4.2.1.15). */
export const readDistributionPoints = (reader: DerReader): readonly DistributionPoint[] =>
  reader.listOf(DerTag.sequence, () => reader.sequence(() => readDistributionPoint(reader)))

function readDistributionPoint(reader: DerReader): DistributionPoint {
  const point: DistributionPoint = {
    name: reader.optional(contextConstructed(0), () => readDistributionPointName(reader)),
    reasons: reader.optional(contextPrimitive(1), () => reader.namedBits(contextPrimitive(1))),
    crlIssuer: reader.optional(contextConstructed(2), () => readGeneralNames(reader, contextConstructed(2))),
  }
  if (point.name === undefined && point.crlIssuer === undefined) refuse('distribution point that names nothing')
  return point
}

/** The value at [0], which is explicit around the choice. */
export function readDistributionPointName(reader: DerReader): DistributionPointName {
  return reader.inside(contextConstructed(0), () =>
    reader.next(contextConstructed(0))
      ? { fullName: readGeneralNames(reader, contextConstructed(0)) }
      : { nameRelativeToCrlIssuer: readRelativeName(reader, contextConstructed(1)) },
  )
}
