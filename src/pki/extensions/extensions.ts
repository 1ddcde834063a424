import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { readAlternativeNames } from './alternative-names.ts'
import { readBasicConstraints } from './basic-constraints.ts'
import { readDistributionPoints } from './distribution-points.ts'
import { readExtendedKeyUsage } from './extended-key-usage.ts'
import { readInformationAccess } from './information-access.ts'
import { readAuthorityKeyIdentifier, readSubjectKeyIdentifier } from './key-identifiers.ts'
import { readKeyUsage } from './key-usage.ts'
import { readNameConstraints } from './name-constraints.ts'
import { readCertificatePolicies, readInhibitAnyPolicy, readPolicyConstraints, readPolicyMappings } from './policies.ts'
import { readQcStatements } from './qc-statements.ts'

/** Every certificate extension that Parvis reads: its object identifier and its reader (RFC 5280 §4.2). */
const READERS = {
  basicConstraints: ['2.5.29.19', readBasicConstraints],
  keyUsage: ['2.5.29.15', readKeyUsage],
  extendedKeyUsage: ['2.5.29.37', readExtendedKeyUsage],
  certificatePolicies: ['2.5.29.32', readCertificatePolicies],
  policyMappings: ['2.5.29.33', readPolicyMappings],
  policyConstraints: ['2.5.29.36', readPolicyConstraints],
  inhibitAnyPolicy: ['2.5.29.54', readInhibitAnyPolicy],
  nameConstraints: ['2.5.29.30', readNameConstraints],
  subjectAltName: ['2.5.29.17', readAlternativeNames],
  issuerAltName: ['2.5.29.18', readAlternativeNames],
  authorityKeyIdentifier: ['2.5.29.35', readAuthorityKeyIdentifier],
  subjectKeyIdentifier: ['2.5.29.14', readSubjectKeyIdentifier],
  crlDistributionPoints: ['2.5.29.31', readDistributionPoints],
  freshestCrl: ['2.5.29.46', readDistributionPoints],
  authorityInfoAccess: ['1.3.6.1.5.5.7.1.1', readInformationAccess],
  qcStatements: ['1.3.6.1.5.5.7.1.3', readQcStatements],
  ocspNoCheck: ['1.3.6.1.5.5.7.48.1.5', (reader: DerReader) => reader.null() ?? true],
} as const satisfies Record<string, readonly [string, (reader: DerReader) => unknown]>

type Known = typeof READERS
export type ExtensionName = keyof Known

export const extensionIdentifier = (name: ExtensionName): string => READERS[name][0]

/** The extensions of one certificate, each decoded; undefined when absent. */
export type Extensions = { readonly [Name in ExtensionName]: ReturnType<Known[Name][1]> | undefined } & {
  /** Identifiers of the extensions marked critical, known or not. */
  readonly critical: readonly string[]
  /** Identifiers of those that Parvis does not read. */
  readonly unknown: readonly string[]
}

const NAMES = new Map<string, ExtensionName>(
  Object.entries(READERS).map(([name, [identifier]]) => [identifier, name as ExtensionName]),
)
const NONE: Extensions = Object.freeze({
  ...(Object.fromEntries([...NAMES.values()].map((name) => [name, undefined])) as Record<ExtensionName, undefined>),
  critical: [],
  unknown: [],
})

export const noExtensions = (): Extensions => NONE

/**
 * Reads the Extensions sequence: at least one, no identifier twice (RFC 5280 §4.2), every known one wholly well-formed
 * whether critical or not. An explicit critical FALSE is let through, as for cA in basic constraints.
 */
export function readExtensions(reader: DerReader): Extensions {
  const critical: string[] = []
  const unknown: string[] = []
  const decoded: Record<string, unknown> = { ...NONE, critical, unknown }
  const seen = new Set<string>()
  reader.listOf(DerTag.sequence, () =>
    reader.sequence(() => {
      const identifier = reader.objectIdentifier()
      if (seen.has(identifier)) refuse(`extension ${identifier} appears twice`)
      seen.add(identifier)
      if (reader.next(DerTag.boolean) && reader.boolean()) critical.push(identifier)
      const name = NAMES.get(identifier)
      if (name === undefined) {
        unknown.push(identifier)
        reader.content(DerTag.octetString)
        return
      }
      const [, read] = READERS[name]
      decoded[name] = reader.inside(DerTag.octetString, () => read(reader))
    }),
  )
  return decoded as Extensions
}
