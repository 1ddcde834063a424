/** Authorities, lists and answers made for one test each: right in everything but what the test says. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import {
  bitString,
  boolean,
  element,
  enumerated,
  generalizedTime,
  integer,
  namedBits,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  tagged,
  taggedPrimitive,
  time,
  utf8String,
} from '../../../certs-test/der-writer.ts'
import { uri } from '../../../certs-test/name.ts'
import { CURRENT_ALGORITHMS } from '../../../src/pki/algorithms/algorithm-policy.ts'
import { type Certificate, parseCertificate } from '../../../src/pki/certificate.ts'
import { type ValidationVerdict, validateCertificate } from '../../../src/pki/certificate-validation.ts'
import { PATH_ONLY } from '../../../src/pki/purpose.ts'
import { checkAgainst } from '../../../src/pki/revocation/checker.ts'
import { REVOCATION_REASONS, type RevocationReason } from '../../../src/pki/revocation/revocation-reason.ts'
import { trustAnchorOf } from '../../../src/pki/trust-anchor.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** The instant of every test. */
export const AT = Date.UTC(2027, 2, 1, 12)

export { uri }

export const named = (commonName: string): Buffer =>
  sequence(setOf(sequence(objectIdentifier('2.5.4.3'), utf8String(commonName))))

export const directoryName = (name: Buffer): Buffer => tagged(4, name)

export const extension = (identifier: string, value: Buffer, critical = false): Buffer =>
  sequence(objectIdentifier(identifier), ...(critical ? [boolean(true)] : []), octetString(value))

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))

export function signedBy(key: KeyObject, content: Buffer, ...trailer: Buffer[]): Buffer {
  return sequence(content, ECDSA_WITH_SHA256, bitString(sign('sha256', content, key)), ...trailer)
}

export interface Signer {
  readonly name: Buffer
  readonly key: KeyObject
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Buffer
  readonly der: Buffer
  readonly certificate: Certificate
}

export interface CertificateOptions {
  readonly serial?: number
  readonly key?: KeyObject
  /** basicConstraints cA. */
  readonly ca?: boolean
  /** Bits: 0 digitalSignature, 5 keyCertSign, 6 cRLSign. */
  readonly usage?: readonly number[]
  readonly extensions?: readonly Buffer[]
  readonly notAfterAt?: number
}

export const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

let nextSerial = 1000

export function issue(
  issuer: Pick<Signer, 'name' | 'key'> | 'itself',
  commonName: string,
  options: CertificateOptions = {},
): Signer {
  const name = named(commonName)
  const key = options.key ?? newKey()
  const publicKey = spkiOf(key)
  const by = issuer === 'itself' ? { name, key } : issuer
  const { serial = nextSerial++, ca = false, usage = ca ? [5, 6] : [0], extensions = [] } = options
  const content = sequence(
    tagged(0, integer(2)),
    integer(serial),
    ECDSA_WITH_SHA256,
    by.name,
    sequence(time(AT - 365 * DAY), time(options.notAfterAt ?? AT + 365 * DAY)),
    name,
    publicKey,
    tagged(
      3,
      sequence(
        extension('2.5.29.19', ca ? sequence(boolean(true)) : sequence(), true),
        extension('2.5.29.15', namedBits(usage), true),
        ...extensions,
      ),
    ),
  )
  const der = signedBy(by.key, content)
  const parsed = parseCertificate(der)
  if (!parsed.ok) throw new Error(parsed.failure.explanation)
  return { name, key, publicKey, der, certificate: parsed.value }
}

export const authority = (commonName: string, issuer: Signer | 'itself' = 'itself', options: CertificateOptions = {}) =>
  issue(issuer, commonName, { ca: true, ...options })

export const spkiOf = (key: KeyObject): Buffer => {
  const { x, y } = key.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x ?? '', 'base64url'), Buffer.from(y ?? '', 'base64url')])
  return sequence(
    sequence(objectIdentifier('1.2.840.10045.2.1'), objectIdentifier('1.2.840.10045.3.1.7')),
    bitString(point),
  )
}

export interface ListedEntry {
  readonly serial: number
  readonly reason?: RevocationReason
  readonly revokedAt?: number
  /** Instead of the reason alone. */
  readonly extensions?: readonly Buffer[]
}

export interface ListOptions {
  readonly thisUpdateAt?: number
  /** null: left out. */
  readonly nextUpdateAt?: number | null
  readonly entries?: readonly ListedEntry[]
  readonly number?: number
  readonly extensions?: readonly Buffer[]
  /** 0 is version 1. */
  readonly version?: number
}

/** A complete list unless the extensions say otherwise. */
export function listOf(issuer: Pick<Signer, 'name' | 'key'>, options: ListOptions = {}): Buffer {
  const { thisUpdateAt = AT - HOUR, nextUpdateAt = AT + DAY, entries = [], number = 7, version = 1 } = options
  const content = sequence(
    ...(version === 0 ? [] : [integer(version)]),
    ECDSA_WITH_SHA256,
    issuer.name,
    time(thisUpdateAt),
    ...(nextUpdateAt === null ? [] : [time(nextUpdateAt)]),
    ...(entries.length === 0 ? [] : [sequence(...entries.map(listedEntry))]),
    tagged(0, sequence(extension('2.5.29.20', integer(number)), ...(options.extensions ?? []))),
  )
  return signedBy(issuer.key, content)
}

export const reasonExtension = (reason: RevocationReason): Buffer =>
  extension('2.5.29.21', enumerated(REVOCATION_REASONS.indexOf(reason)))

function listedEntry({ serial, reason, revokedAt = AT - 2 * DAY, extensions }: ListedEntry): Buffer {
  const said = extensions ?? (reason === undefined ? [] : [reasonExtension(reason)])
  return sequence(integer(serial), time(revokedAt), ...(said.length === 0 ? [] : [sequence(...said)]))
}

export const deltaOf = (baseNumber: number): Buffer => extension('2.5.29.27', integer(baseNumber), true)

export interface Scope {
  readonly fullName?: readonly Buffer[]
  readonly only?: 'userCerts' | 'caCerts' | 'attributeCerts'
  readonly reasons?: readonly number[]
  readonly indirect?: boolean
}

const ONLY = { userCerts: 1, caCerts: 2, attributeCerts: 5 } as const
const TRUE = Buffer.of(0xff)

/** issuingDistributionPoint. */
export function scopedTo({ fullName, only, reasons, indirect }: Scope): Buffer {
  const parts = [
    ...(fullName === undefined ? [] : [tagged(0, tagged(0, ...fullName))]),
    ...(only === 'userCerts' || only === 'caCerts' ? [taggedPrimitive(ONLY[only], TRUE)] : []),
    ...(reasons === undefined ? [] : [taggedPrimitive(3, namedBits(reasons).subarray(2))]),
    ...(indirect ? [taggedPrimitive(4, TRUE)] : []),
    ...(only === 'attributeCerts' ? [taggedPrimitive(5, TRUE)] : []),
  ]
  return extension('2.5.29.28', sequence(...parts), true)
}

export interface Point {
  readonly fullName?: readonly Buffer[]
  readonly reasons?: readonly number[]
  readonly crlIssuer?: Buffer
}

/** cRLDistributionPoints, or freshestCRL under its own identifier. */
export function publishedAt(points: readonly Point[], identifier = '2.5.29.31'): Buffer {
  const encoded = points.map(({ fullName, reasons, crlIssuer }) =>
    sequence(
      ...(fullName === undefined ? [] : [tagged(0, tagged(0, ...fullName))]),
      ...(reasons === undefined ? [] : [taggedPrimitive(1, namedBits(reasons).subarray(2))]),
      ...(crlIssuer === undefined ? [] : [tagged(2, directoryName(crlIssuer))]),
    ),
  )
  return extension(identifier, sequence(...encoded))
}

export const FRESHEST_CRL = '2.5.29.46'

/** Validates `leaf` under `anchor` against exactly these lists and answers. */
export function validate(
  leaf: Signer,
  anchor: Signer,
  given: {
    readonly crls?: readonly Buffer[]
    readonly ocsps?: readonly Buffer[]
    readonly candidates?: readonly Signer[]
    readonly at?: number
    readonly requirement?: 'required' | 'when-present'
  },
): ValidationVerdict {
  const { crls = [], ocsps = [], candidates = [], at = AT, requirement = 'required' } = given
  return validateCertificate({
    leaf: leaf.certificate,
    anchors: [trustAnchorOf(anchor.certificate)],
    candidates: candidates.map(({ certificate }) => certificate),
    at,
    purpose: PATH_ONLY,
    algorithms: CURRENT_ALGORITHMS,
    revocation: checkAgainst({ crls, ocsps }, requirement),
  })
}

/** `valid`, or the code of the failure. */
export const endingOf = (verdict: ValidationVerdict): string =>
  verdict.verdict === 'valid' ? 'valid' : verdict.failure.code

export { element, enumerated, generalizedTime, integer, octetString, sequence, tagged, taggedPrimitive, time }
