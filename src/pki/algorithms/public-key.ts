import { defineFailure, type Failure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { decodeDer } from '../der/decode-der.ts'
import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { type AlgorithmIdentifier, isNull, readAlgorithmIdentifier } from './algorithm-identifier.ts'
import type { AlgorithmPolicy } from './algorithm-policy.ts'

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
export interface SubjectPublicKey {
  /** The whole encoding: what pins a key. */
  readonly der: Uint8Array
  readonly algorithm: AlgorithmIdentifier
  /** The content of the BIT STRING. */
  readonly key: Uint8Array
}

export function readPublicKey(reader: DerReader): SubjectPublicKey {
  const start = reader.position
  return reader.sequence(() => ({
    algorithm: readAlgorithmIdentifier(reader),
    key: reader.octetAlignedBits(),
    der: reader.bytes.subarray(start, reader.end),
  }))
}

export type KeyKind = 'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'ed448' | 'dsa'

export interface KeyDescription {
  readonly kind: KeyKind
  /** RSA and DSA: size of the modulus; curves: their name says it all. */
  readonly bits?: number
  readonly curve?: string
}

const KINDS: Readonly<Record<string, KeyKind>> = {
  '1.2.840.113549.1.1.1': 'rsa',
  '1.2.840.113549.1.1.10': 'rsa-pss',
  '1.2.840.10045.2.1': 'ec',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
  '1.2.840.10040.4.1': 'dsa',
}

const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
}

export const keyRefused = defineFailure<{ key: string; policy: string }>(
  'pki.key-refused',
  'unauthenticated',
  'A public key is of a kind or a strength that the algorithm policy does not accept.',
  ({ key, policy }) => `Found ${key}; policy ${policy}.`,
)

/** @returns pki.malformed, or pki.key-refused for a kind that is not known, or not accepted, or too weak or too large. */
export function acceptPublicKey(publicKey: SubjectPublicKey, policy: AlgorithmPolicy): Outcome<KeyDescription> {
  const described = describePublicKey(publicKey)
  if (described === undefined) return refusal(publicKey.algorithm.algorithm, policy)
  if (!described.ok || isAccepted(described.value, policy)) return described
  return refusal(keyLabel(described.value), policy)
}

const refusal = (key: string, { name }: AlgorithmPolicy): { readonly ok: false; readonly failure: Failure } =>
  fail(keyRefused({ key, policy: name }))

export const keyLabel = ({ kind, bits, curve }: KeyDescription): string => curve ?? `${kind.toUpperCase()} ${bits} bits`

/** What one verification costs, in verifications with RSA-2048 (some 50 µs with a key just read). */
export function verificationCost({ kind, bits = 0, curve = '' }: KeyDescription): number {
  return kind === 'rsa' || kind === 'rsa-pss' ? Math.ceil((bits / 2048) ** 2 / 2) : (CURVE_COSTS[curve] ?? 25)
}

const CURVE_COSTS: Readonly<Record<string, number>> = { 'P-256': 3, Ed25519: 3, Ed448: 6, 'P-384': 15, 'P-521': 30 }

function isAccepted({ kind, bits = 0, curve = '' }: KeyDescription, policy: AlgorithmPolicy): boolean {
  if (kind === 'dsa') return policy.dsa === 'accepted-for-conformance'
  if (kind === 'rsa' || kind === 'rsa-pss') return bits >= policy.rsaBits.least && bits <= policy.rsaBits.most
  return policy.curves.includes(curve)
}

/** @returns undefined when the algorithm, or the named curve, is none of those known. */
export function describePublicKey({ algorithm, key }: SubjectPublicKey): Outcome<KeyDescription> | undefined {
  const { parameters } = algorithm
  const kind = KINDS[algorithm.algorithm]
  switch (kind) {
    case 'rsa':
      if (parameters !== undefined && !isNull(parameters)) return undefined
      return decodeDer('RSA key', key, (reader) => readRsaKey(reader, kind))
    case 'rsa-pss':
      return decodeDer('RSA key', key, (reader) => readRsaKey(reader, kind))
    case 'ec': {
      const curve = parameters === undefined ? undefined : namedCurve(parameters)
      return curve === undefined ? undefined : succeed({ kind, curve })
    }
    case 'ed25519':
      return parameters === undefined ? succeed({ kind, curve: 'Ed25519' }) : undefined
    case 'ed448':
      return parameters === undefined ? succeed({ kind, curve: 'Ed448' }) : undefined
    case 'dsa':
      return decodeDer('DSA key', key, (reader) => ({ kind, bits: bitLength(reader.integer()) }))
    default:
      return undefined
  }
}

/** Only a named curve: explicit parameters let a stranger choose the generator (RFC 5480 §2.1.1; CVE-2020-0601). */
function namedCurve(parameters: Uint8Array): string | undefined {
  if (parameters[0] !== DerTag.objectIdentifier) return undefined
  const identifier = decodeDer('named curve', parameters, (reader) => reader.objectIdentifier())
  return identifier.ok ? CURVES[identifier.value] : undefined
}

/** RFC 8017 §A.1.1. An exponent of 1 signs nothing; one over 64 bits only costs time. */
function readRsaKey(reader: DerReader, kind: KeyKind): KeyDescription {
  return reader.sequence(() => {
    const modulus = reader.integer()
    const exponent = reader.integer()
    if (isEvenOrNegative(modulus) || isEvenOrNegative(exponent)) refuse('RSA key with a negative or even number')
    const exponentBits = bitLength(exponent)
    if (exponentBits < 2 || exponentBits > 64) refuse('RSA exponent out of range')
    return { kind, bits: bitLength(modulus) }
  })
}

const isEvenOrNegative = (integer: Uint8Array): boolean =>
  (integer[0] ?? 0) >= 0x80 || ((integer[integer.length - 1] ?? 0) & 1) === 0

function bitLength(integer: Uint8Array): number {
  const leading = integer[0] === 0 ? 1 : 0
  return (integer.length - leading) * 8 - (Math.clz32(integer[leading] ?? 0) - 24)
}

/** Whether the key leaves its parameters to those of its issuer's key (RFC 3279 §2.3.2; RFC 5280 §6.1.4 (d) to (f)). */
export const inheritsParameters = ({ algorithm }: SubjectPublicKey): boolean =>
  KINDS[algorithm.algorithm] === 'dsa' && (algorithm.parameters === undefined || isNull(algorithm.parameters))
