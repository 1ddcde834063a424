/** Makes certificates, and anything that resembles them: every field can be replaced by bytes that should not be there. */
import { generateKeyPairSync, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto'
import * as der from '../../certs-test/der-writer.ts'

const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
} as const

export type KeyName = 'P-256' | 'P-384' | 'P-521' | 'brainpoolP256r1' | 'RSA-1024' | 'RSA-2048' | 'Ed25519' | 'Ed448'

/** Somebody with a name and a key. */
export interface Party {
  readonly name: Buffer
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export function party(commonName: string, key: KeyName = 'P-256'): Party {
  return { name: name(commonName), ...keyPair(key) }
}

function keyPair(key: KeyName): { publicKey: KeyObject; privateKey: KeyObject } {
  if (key === 'Ed25519') return generateKeyPairSync('ed25519')
  if (key === 'Ed448') return generateKeyPairSync('ed448')
  if (key.startsWith('RSA-')) return generateKeyPairSync('rsa', { modulusLength: Number(key.slice(4)) })
  return generateKeyPairSync('ec', { namedCurve: key })
}

/** Somebody else who uses the same name. */
export const lookAlike = (original: Party): Party => ({ ...party(''), name: original.name })

export const attribute = (type: string, value: Buffer): Buffer => der.sequence(der.objectIdentifier(type), value)
export const relativeName = (...attributes: readonly Buffer[]): Buffer => der.setOf(...attributes)

/** C=FR, O=Parvis tests, then what is given: texts are common names, buffers are whole relative names. */
export const name = (...parts: readonly (string | Buffer)[]): Buffer =>
  der.sequence(
    relativeName(attribute('2.5.4.6', der.printableString('FR'))),
    relativeName(attribute('2.5.4.10', der.utf8String('Parvis tests'))),
    ...parts.map((part) =>
      typeof part === 'string' ? relativeName(attribute('2.5.4.3', der.utf8String(part))) : part,
    ),
  )

export const extension = (identifier: string, value: Buffer, critical = false): Buffer =>
  der.sequence(der.objectIdentifier(identifier), ...(critical ? [der.boolean(true)] : []), der.octetString(value))

export const basicConstraints = (ca: boolean, pathLength?: number): Buffer =>
  extension(
    EXTENSION.basicConstraints,
    der.sequence(...(ca ? [der.boolean(true)] : []), ...(pathLength === undefined ? [] : [der.integer(pathLength)])),
    true,
  )

export const KeyUsageBit = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const

export const keyUsage = (...usages: readonly (keyof typeof KeyUsageBit)[]): Buffer =>
  extension(EXTENSION.keyUsage, der.namedBits(usages.map((usage) => KeyUsageBit[usage])), true)

export const extendedKeyUsage = (...purposes: readonly string[]): Buffer =>
  extension(EXTENSION.extendedKeyUsage, der.sequence(...purposes.map(der.objectIdentifier)))

export const certificatePolicies = (...policies: readonly string[]): Buffer =>
  extension(
    EXTENSION.certificatePolicies,
    der.sequence(...policies.map((policy) => der.sequence(der.objectIdentifier(policy)))),
  )

export const policyMappings = (...mappings: readonly (readonly [issuer: string, subject: string])[]): Buffer =>
  extension(
    EXTENSION.policyMappings,
    der.sequence(...mappings.map((pair) => der.sequence(...pair.map(der.objectIdentifier)))),
    true,
  )

const count = (value: number): Buffer => der.integer(value).subarray(2)

export const policyConstraints = (requireExplicitPolicy?: number, inhibitPolicyMapping?: number): Buffer =>
  extension(
    EXTENSION.policyConstraints,
    der.sequence(
      ...(requireExplicitPolicy === undefined ? [] : [der.taggedPrimitive(0, count(requireExplicitPolicy))]),
      ...(inhibitPolicyMapping === undefined ? [] : [der.taggedPrimitive(1, count(inhibitPolicyMapping))]),
    ),
    true,
  )

export const inhibitAnyPolicy = (after: number): Buffer =>
  extension(EXTENSION.inhibitAnyPolicy, der.integer(after), true)

/** General names (RFC 5280 §4.2.1.6), for alternative names and for the subtrees of constraints. */
export const general = {
  otherName: (type: string, value: Buffer) => der.tagged(0, der.objectIdentifier(type), der.tagged(0, value)),
  rfc822: (mailbox: string) => der.taggedPrimitive(1, Buffer.from(mailbox, 'latin1')),
  dns: (host: string) => der.taggedPrimitive(2, Buffer.from(host, 'latin1')),
  x400: () => der.tagged(3, der.sequence()),
  directory: (directoryName: Buffer) => der.tagged(4, directoryName),
  ediParty: () => der.tagged(5, der.tagged(1, der.utf8String('party'))),
  uri: (location: string) => der.taggedPrimitive(6, Buffer.from(location, 'latin1')),
  ip: (...octets: readonly number[]) => der.taggedPrimitive(7, Buffer.from(octets)),
  registeredId: (identifier: string) => der.taggedPrimitive(8, der.objectIdentifier(identifier).subarray(2)),
} as const

export const subjectAltName = (...names: readonly Buffer[]): Buffer =>
  extension(EXTENSION.subjectAltName, der.sequence(...names))

export const criticalSubjectAltName = (...names: readonly Buffer[]): Buffer =>
  extension(EXTENSION.subjectAltName, der.sequence(...names), true)

export function nameConstraints({ permitted = [], excluded = [] }: Subtrees, critical = true): Buffer {
  const subtrees = (number: number, bases: readonly Buffer[]) =>
    bases.length === 0 ? [] : [der.tagged(number, ...bases.map((base) => der.sequence(base)))]
  return extension(
    EXTENSION.nameConstraints,
    der.sequence(...subtrees(0, permitted), ...subtrees(1, excluded)),
    critical,
  )
}

interface Subtrees {
  readonly permitted?: readonly Buffer[]
  readonly excluded?: readonly Buffer[]
}

export const subjectKeyIdentifier = (identifier: Buffer): Buffer =>
  extension(EXTENSION.subjectKeyIdentifier, der.octetString(identifier))

export const authorityKeyIdentifier = (identifier: Buffer): Buffer =>
  extension(EXTENSION.authorityKeyIdentifier, der.sequence(der.taggedPrimitive(0, identifier)))

export const AUTHORITY: readonly Buffer[] = [basicConstraints(true), keyUsage('keyCertSign', 'cRLSign')]
export const SUBSCRIBER: readonly Buffer[] = [keyUsage('digitalSignature')]

/** Signature algorithms by name: how to sign, and the AlgorithmIdentifier that says so. */
export const SIGNATURE = {
  'ecdsa-sha256': ['sha256', der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'))],
  'ecdsa-sha384': ['sha384', der.sequence(der.objectIdentifier('1.2.840.10045.4.3.3'))],
  'ecdsa-sha512': ['sha512', der.sequence(der.objectIdentifier('1.2.840.10045.4.3.4'))],
  'ecdsa-sha1': ['sha1', der.sequence(der.objectIdentifier('1.2.840.10045.4.1'))],
  'rsa-sha256': ['sha256', der.sequence(der.objectIdentifier('1.2.840.113549.1.1.11'), der.nullValue())],
  'rsa-sha1': ['sha1', der.sequence(der.objectIdentifier('1.2.840.113549.1.1.5'), der.nullValue())],
  'rsa-md5': ['md5', der.sequence(der.objectIdentifier('1.2.840.113549.1.1.4'), der.nullValue())],
  ed25519: [null, der.sequence(der.objectIdentifier('1.3.101.112'))],
  ed448: [null, der.sequence(der.objectIdentifier('1.3.101.113'))],
} as const satisfies Record<string, readonly [string | null, Buffer]>

export type SignatureName = keyof typeof SIGNATURE

/** One certificate to make. What is left out is as it should be. */
export interface Blueprint {
  readonly subject: Party
  readonly issuer: Party
  readonly extensions?: readonly Buffer[]
  readonly signature?: SignatureName
  /** Options of node:crypto beside the key, for RSASSA-PSS. */
  readonly signing?: Omit<SignKeyObjectInput, 'key'>
  /** The AlgorithmIdentifier inside and outside the signed part, when they are not those of `signature`. */
  readonly innerAlgorithm?: Buffer
  readonly outerAlgorithm?: Buffer
  /** As encoded: 2 is version 3; `absent` is version 1. */
  readonly version?: number | 'absent'
  readonly serialNumber?: Buffer
  readonly subjectName?: Buffer
  readonly issuerName?: Buffer
  readonly notBefore?: Buffer
  readonly notAfter?: Buffer
  /** The SubjectPublicKeyInfo, when it is not that of the subject. */
  readonly publicKey?: Buffer
  /** Turns the signed part into something else before it is signed. */
  readonly rewrite?: (signedPart: Buffer) => Buffer
}

/** The instant at which all of it is valid. */
export const AT = Date.UTC(2030, 5, 15, 12)
const YEAR = 365 * 86_400_000
let lastSerialNumber = 1000

export function certificate(blueprint: Blueprint): Buffer {
  const { subject, issuer, extensions = SUBSCRIBER, version = 2 } = blueprint
  const [hash, algorithm] = SIGNATURE[blueprint.signature ?? usualSignature(issuer)]
  const signedPart = der.sequence(
    ...(version === 'absent' ? [] : [der.tagged(0, der.integer(version))]),
    blueprint.serialNumber ?? der.integer(++lastSerialNumber),
    blueprint.innerAlgorithm ?? algorithm,
    blueprint.issuerName ?? issuer.name,
    der.sequence(blueprint.notBefore ?? der.time(AT - YEAR), blueprint.notAfter ?? der.time(AT + YEAR)),
    blueprint.subjectName ?? subject.name,
    blueprint.publicKey ?? subject.publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length === 0 ? [] : [der.tagged(3, der.sequence(...extensions))]),
  )
  const signed = blueprint.rewrite?.(signedPart) ?? signedPart
  const signature = sign(hash, signed, { key: issuer.privateKey, ...blueprint.signing })
  return der.sequence(
    signed,
    blueprint.outerAlgorithm ?? blueprint.innerAlgorithm ?? algorithm,
    der.bitString(signature),
  )
}

function usualSignature({ privateKey }: Party): SignatureName {
  switch (privateKey.asymmetricKeyType) {
    case 'ed25519':
      return 'ed25519'
    case 'ed448':
      return 'ed448'
    case 'ec':
      return 'ecdsa-sha256'
    default:
      return 'rsa-sha256'
  }
}

/** A CA certificate; `self` when the issuer is left out. */
export const authority = (subject: Party, issuer: Party = subject, extensions: readonly Buffer[] = AUTHORITY): Buffer =>
  certificate({ subject, issuer, extensions })

export const subscriber = (subject: Party, issuer: Party, ...extensions: readonly Buffer[]): Buffer =>
  certificate({ subject, issuer, extensions: [...SUBSCRIBER, ...extensions] })
