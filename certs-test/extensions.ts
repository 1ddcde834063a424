/** The extensions of a certificate (RFC 5280 §4.2), each encoded with the criticality seen in French certificates. */
import {
  boolean,
  ia5String,
  integer,
  namedBits,
  nullValue,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  tagged,
  taggedPrimitive,
  utf8String,
} from './der-writer.ts'
import { uri } from './name.ts'
import { EXTENSION, PURPOSE, QC } from './object-identifiers.ts'

export function extension(identifier: string, value: Buffer, critical = false): Buffer {
  return sequence(objectIdentifier(identifier), ...(critical ? [boolean(true)] : []), octetString(value))
}

/** An authority: critical. */
export const authorityConstraints = (pathLength?: number) =>
  extension(
    EXTENSION.basicConstraints,
    sequence(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])),
    true,
  )

/** An end entity: CA:FALSE is the default, so DER leaves it out. */
export const endEntityConstraints = () => extension(EXTENSION.basicConstraints, sequence())

const USAGE_BITS = { digitalSignature: 0, nonRepudiation: 1, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const
export type KeyUsage = keyof typeof USAGE_BITS

export const keyUsage = (...usages: readonly KeyUsage[]) =>
  extension(EXTENSION.keyUsage, namedBits(usages.map((usage) => USAGE_BITS[usage])), true)

export type Purpose = keyof typeof PURPOSE

export const extendedKeyUsage = (...purposes: readonly Purpose[]) =>
  extension(EXTENSION.extendedKeyUsage, sequence(...purposes.map((purpose) => objectIdentifier(PURPOSE[purpose]))))

export const subjectKeyIdentifier = (identifier: Buffer) =>
  extension(EXTENSION.subjectKeyIdentifier, octetString(identifier))

export const authorityKeyIdentifier = (identifier: Buffer) =>
  extension(EXTENSION.authorityKeyIdentifier, sequence(taggedPrimitive(0, identifier)))

/** Encoded GeneralNames. */
export const subjectAltName = (...names: readonly Buffer[]) => extension(EXTENSION.subjectAltName, sequence(...names))

/** Each policy with the address of its practice statement, the first one with a notice, as CertEurope does. */
export function certificatePolicies(policies: readonly string[], practiceUrl: string): Buffer {
  const practice = sequence(objectIdentifier('1.3.6.1.5.5.7.2.1'), ia5String(practiceUrl))
  const notice = sequence(
    objectIdentifier('1.3.6.1.5.5.7.2.2'),
    sequence(utf8String("Certificat d'essai, sans aucune valeur.")),
  )
  const informations = policies.map((policy, index) =>
    sequence(objectIdentifier(policy), index === 0 ? sequence(practice, notice) : sequence(practice)),
  )
  return extension(EXTENSION.certificatePolicies, sequence(...informations))
}

/** One distribution point per address: alternatives, not one point with several names. */
export const crlDistributionPoints = (locations: readonly string[]) =>
  extension(
    EXTENSION.cRLDistributionPoints,
    sequence(...locations.map((location) => sequence(tagged(0, tagged(0, uri(location)))))),
  )

export function authorityInfoAccess(access: { ocsp: readonly string[]; issuers: readonly string[] }): Buffer {
  const description = (method: string) => (location: string) => sequence(objectIdentifier(method), uri(location))
  return extension(
    EXTENSION.authorityInfoAccess,
    sequence(
      ...access.ocsp.map(description('1.3.6.1.5.5.7.48.1')),
      ...access.issuers.map(description('1.3.6.1.5.5.7.48.2')),
    ),
  )
}

/** RFC 6960 §4.2.2.2.1: this responder's own certificate needs no revocation check. */
export const ocspNoCheck = () => extension(EXTENSION.ocspNoCheck, nullValue())

export interface QualifiedStatements {
  /** QcSSCD: the key lives on a qualified device. */
  readonly onDevice: boolean
}

/** Statements of a qualified certificate for signature (EN 319 412-5); the language is in capitals, as seen. */
export function qcStatements(statements: QualifiedStatements, disclosureUrl: string): Buffer {
  const statement = (identifier: string, ...value: readonly Buffer[]) =>
    sequence(objectIdentifier(identifier), ...value)
  return extension(
    EXTENSION.qcStatements,
    sequence(
      statement(QC.compliance),
      ...(statements.onDevice ? [statement(QC.sscd)] : []),
      statement(QC.retentionPeriod, integer(7)),
      statement(QC.pds, sequence(sequence(ia5String(disclosureUrl), printableString('EN')))),
      statement(QC.type, sequence(objectIdentifier(QC.typeSignature))),
    ),
  )
}
