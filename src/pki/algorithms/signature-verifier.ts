import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { defineFailure, type Failure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { type Budget, budgetExceeded } from '../budget.ts'
import type { AlgorithmPolicy } from './algorithm-policy.ts'
import {
  acceptPublicKey,
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
  /** @returns what speaks against the signature; undefined: it is the key's. */
  verify(signed: Signed, key: SubjectPublicKey): Failure | undefined
}

interface ReadyKey {
  readonly description: KeyDescription
  readonly object: KeyObject
}

export function createSignatureVerifier(policy: AlgorithmPolicy, budget: Budget): SignatureVerifier {
  const keys = new Map<SubjectPublicKey, Outcome<ReadyKey>>()
  const answers = new Map<Signed, Map<SubjectPublicKey, Failure | undefined>>()

  function readyKey(publicKey: SubjectPublicKey): Outcome<ReadyKey> {
    const known = keys.get(publicKey)
    if (known !== undefined) return known
    const ready = importKey(publicKey, policy)
    keys.set(publicKey, ready)
    return ready
  }

  function check(signed: Signed, publicKey: SubjectPublicKey): Failure | undefined {
    const algorithm = acceptSignatureAlgorithm(signed.signatureAlgorithm, policy)
    if (!algorithm.ok) return algorithm.failure
    const key = readyKey(publicKey)
    if (!key.ok) return key.failure
    const { description, object } = key.value
    const { label, keys } = algorithm.value
    if (!keys.includes(description.kind)) {
      return signatureOfAnotherKind({ algorithm: label, key: keyLabel(description) })
    }
    const overspent = budget.spend('signatures', verificationCost(description))
    if (overspent !== undefined) return overspent
    return isSignedBy(signed, object, algorithm.value) ? undefined : signatureInvalid({ algorithm: label })
  }

  return {
    policy,
    verify: (signed, publicKey) => {
      const known = answers.get(signed) ?? new Map<SubjectPublicKey, Failure | undefined>()
      if (known.has(publicKey)) return known.get(publicKey)
      const answer = check(signed, publicKey)
      if (answer?.code === budgetExceeded.code) return answer
      answers.set(signed, known.set(publicKey, answer))
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
  const text = Buffer.from(der.buffer, der.byteOffset, der.length).toString('base64')
  return createPublicKey(`-----BEGIN ${label}-----\n${text}\n-----END ${label}-----`)
}

/** OpenSSL throws on a signature that is no signature at all: that too is a plain no. */
function isSignedBy(signed: Signed, key: KeyObject, { hash, options }: SignatureAlgorithm): boolean {
  try {
    return verify(hash, signed.signedOctets, options === undefined ? key : { key, ...options }, signed.signature)
  } catch {
    return false
  }
}
