import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { defineFailure, type Failure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Budget } from '../budget.ts'
import type { AlgorithmPolicy } from './algorithm-policy.ts'
import {
  acceptPublicKey,
  inheritsParameters,
  type KeyDescription,
  keyLabel,
  type SubjectPublicKey,
  verificationCost,
} from './public-key.ts'
import { acceptSignatureAlgorithm, type SignatureAlgorithm } from './signature-algorithm.ts'
import type { Signed } from './signed.ts'

export const signatureInvalid = defineFailure<{ algorithm: string }>(
  'pki.signature-invalid',
  'unauthenticated',
  'A signature does not match the key of its supposed signer.',
  ({ algorithm }) => `Algorithm: ${algorithm}.`,
)

export const keyUnusable = defineFailure<{ key: string }>(
  'pki.key-unusable',
  'unauthenticated',
  'A public key cannot be used: its numbers make no key.',
  ({ key }) => `Found ${key}.`,
)

export const signatureOfAnotherKind = defineFailure<{ algorithm: string; key: string }>(
  'pki.signature-of-another-kind',
  'unauthenticated',
  'A signature is of an algorithm that its supposed signer’s key cannot make.',
  ({ algorithm, key }) => `Signature ${algorithm}, key ${key}.`,
)

/** Remembers keys and answers for the length of one call, and pays each signature from its budget. */
export interface SignatureVerifier {
  readonly policy: AlgorithmPolicy
  /** @returns what speaks against the key: its kind, its strength, or that it is no key at all; undefined: it will do. */
  examine(key: SubjectPublicKey): Failure | undefined
  /** @returns what speaks against the signature; undefined: it is the key's. */
  verify(signed: Signed, key: SubjectPublicKey): Failure | undefined
}

interface ReadyKey {
  readonly description: KeyDescription
  readonly object: KeyObject
}

export function createSignatureVerifier(policy: AlgorithmPolicy, budget: Budget): SignatureVerifier {
  const keys = new Map<SubjectPublicKey, Outcome<ReadyKey>>()
  const keysByText = new Map<string, Outcome<ReadyKey>>()
  const answers = new Map<Signed, Map<ReadyKey, Failure | undefined>>()

  /** The same key in many certificates is one key: strangers cannot multiply the work by repeating it. */
  function readyKey(publicKey: SubjectPublicKey): Outcome<ReadyKey> {
    const known = keys.get(publicKey)
    if (known !== undefined) return known
    const text = toBase64(publicKey.der)
    const ready = keysByText.get(text) ?? importKey(publicKey, policy)
    keysByText.set(text, ready)
    keys.set(publicKey, ready)
    return ready
  }

  function check(
    signed: Signed,
    algorithm: SignatureAlgorithm,
    { description, object }: ReadyKey,
  ): Failure | undefined {
    const { label, keys } = algorithm
    if (!keys.includes(description.kind)) {
      return signatureOfAnotherKind({ algorithm: label, key: keyLabel(description) })
    }
    return isSignedBy(signed, object, algorithm) ? undefined : signatureInvalid({ algorithm: label })
  }

  return {
    policy,
    examine: (publicKey) => {
      const description = acceptPublicKey(publicKey, policy)
      if (!description.ok) return description.failure
      // An RSA key that is well-formed is a key; a point may still lie off its curve, which only the import tells.
      if (description.value.kind === 'rsa' || inheritsParameters(publicKey)) return undefined
      const key = readyKey(publicKey)
      return key.ok ? undefined : key.failure
    },
    verify: (signed, publicKey) => {
      const algorithm = acceptSignatureAlgorithm(signed.signatureAlgorithm, policy)
      if (!algorithm.ok) return algorithm.failure
      const key = readyKey(publicKey)
      if (!key.ok) return key.failure
      const known = answers.get(signed) ?? new Map<ReadyKey, Failure | undefined>()
      if (known.has(key.value)) return known.get(key.value)
      const overspent = budget.spend('signatures', verificationCost(key.value.description))
      if (overspent !== undefined) return overspent
      const answer = check(signed, algorithm.value, key.value)
      answers.set(signed, known.set(key.value, answer))
      return answer
    },
  }
}

function importKey(publicKey: SubjectPublicKey, policy: AlgorithmPolicy): Outcome<ReadyKey> {
  const description = acceptPublicKey(publicKey, policy)
  if (!description.ok) return description
  try {
    return succeed({ description: description.value, object: keyObject(publicKey, description.value) })
  } catch {
    return fail(keyUnusable({ key: keyLabel(description.value) }))
  }
}

/**
 * PEM, though we hold DER: given bytes, node:crypto first finds out by four exceptions that they are no key object, which
 * costs more than the key. A plain RSA key goes without its wrapping, which saves OpenSSL another search.
 */
function keyObject(publicKey: SubjectPublicKey, { kind }: KeyDescription): KeyObject {
  const [label, der] = kind === 'rsa' ? ['RSA PUBLIC KEY', publicKey.key] : ['PUBLIC KEY', publicKey.der]
  return createPublicKey(`-----BEGIN ${label}-----\n${toBase64(der)}\n-----END ${label}-----`)
}

/** OpenSSL throws on a signature that is no signature at all: that too is a plain no. */
function isSignedBy(signed: Signed, key: KeyObject, { hash, options }: SignatureAlgorithm): boolean {
  try {
    return verify(hash, signed.signedOctets, options === undefined ? key : { key, ...options }, signed.signature)
  } catch {
    return false
  }
}

const toBase64 = (octets: Uint8Array): string =>
  Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('base64')
