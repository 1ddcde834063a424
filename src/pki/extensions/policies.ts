import type { DerReader } from '../der/der-reader.ts'
import { contextPrimitive, DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'

export const ANY_POLICY = '2.5.29.32.0'

/** RFC 5280 §4.2.1.4: a policy appears once. Qualifiers are passed over: they inform people and decide nothing. */
export function readCertificatePolicies(reader: DerReader): readonly string[] {
  const policies = reader.listOf(DerTag.sequence, () =>
    reader.sequence(() => {
      const policy = reader.objectIdentifier()
      if (reader.more) reader.listOf(DerTag.sequence, () => passQualifier(reader))
      return policy
    }),
  )
  if (new Set(policies).size !== policies.length) refuse('certificate policy named twice')
  return policies
}

function passQualifier(reader: DerReader): void {
  reader.sequence(() => {
    reader.objectIdentifier()
    reader.skip()
  })
}

/** RFC 5280 §4.2.1.5. */
export interface PolicyMapping {
  readonly issuerDomainPolicy: string
  readonly subjectDomainPolicy: string
}

export const readPolicyMappings = (reader: DerReader): readonly PolicyMapping[] =>
  reader.listOf(DerTag.sequence, () =>
    reader.sequence(() => ({
      issuerDomainPolicy: reader.objectIdentifier(),
      subjectDomainPolicy: reader.objectIdentifier(),
    })),
  )

/** RFC 5280 §4.2.1.11: each is a count of certificates to go before the constraint bites. */
export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | undefined
  readonly inhibitPolicyMapping: number | undefined
}

export function readPolicyConstraints(reader: DerReader): PolicyConstraints {
  return reader.sequence(() => {
    if (!reader.more) refuse('policy constraints that constrain nothing')
    return {
      requireExplicitPolicy: reader.optional(contextPrimitive(0), () => reader.smallInteger(contextPrimitive(0))),
      inhibitPolicyMapping: reader.optional(contextPrimitive(1), () => reader.smallInteger(contextPrimitive(1))),
    }
  })
}

/** RFC 5280 §4.2.1.14. */
export const readInhibitAnyPolicy = (reader: DerReader): number => reader.smallInteger()
