import { constants, type SigningOptions } from 'node:crypto'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { decodeDer } from '../der/decode-der.ts'
import { type AlgorithmIdentifier, isNull } from './algorithm-identifier.ts'
import type { AlgorithmPolicy } from './algorithm-policy.ts'
import type { KeyKind } from './public-key.ts'
import { readPssParameters } from './rsa-pss.ts'

/** How to verify one signature with node:crypto. */
export interface SignatureAlgorithm {
  readonly label: string
  /** Kinds of key that may make it. */
  readonly keys: readonly KeyKind[]
  /** undefined: the scheme hashes by itself (EdDSA). */
  readonly hash: string | undefined
  readonly options?: SigningOptions
}

/** RFC 4055, RFC 5758, RFC 8410, RFC 3279. Old ones are here to be refused by their name. */
const ALGORITHMS: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.4': rsa('md5'),
  '1.2.840.113549.1.1.5': rsa('sha1'),
  '1.2.840.113549.1.1.14': rsa('sha224'),
  '1.2.840.113549.1.1.11': rsa('sha256'),
  '1.2.840.113549.1.1.12': rsa('sha384'),
  '1.2.840.113549.1.1.13': rsa('sha512'),
  '1.2.840.10045.4.1': ecdsa('sha1'),
  '1.2.840.10045.4.3.1': ecdsa('sha224'),
  '1.2.840.10045.4.3.2': ecdsa('sha256'),
  '1.2.840.10045.4.3.3': ecdsa('sha384'),
  '1.2.840.10045.4.3.4': ecdsa('sha512'),
  '1.3.101.112': { label: 'Ed25519', keys: ['ed25519'], hash: undefined },
  '1.3.101.113': { label: 'Ed448', keys: ['ed448'], hash: undefined },
  '1.2.840.10040.4.3': dsa('sha1'),
  '2.16.840.1.101.3.4.3.2': dsa('sha256'),
}

const RSASSA_PSS = '1.2.840.113549.1.1.10'

function rsa(hash: string): SignatureAlgorithm {
  return { label: `RSA PKCS#1 v1.5 with ${hash}`, keys: ['rsa'], hash }
}

function ecdsa(hash: string): SignatureAlgorithm {
  return { label: `ECDSA with ${hash}`, keys: ['ec'], hash }
}

function dsa(hash: string): SignatureAlgorithm {
  return { label: `DSA with ${hash}`, keys: ['dsa'], hash }
}

export const signatureAlgorithmRefused = defineFailure<{ algorithm: string; policy: string }>(
  'pki.signature-algorithm-refused',
  'unauthenticated',
  'A signature is of an algorithm that the algorithm policy does not accept.',
  ({ algorithm, policy }) => `Found ${algorithm}; policy ${policy}.`,
)

/** @returns pki.signature-algorithm-refused, or pki.malformed when its parameters are not what they must be. */
export function acceptSignatureAlgorithm(
  identifier: AlgorithmIdentifier,
  policy: AlgorithmPolicy,
): Outcome<SignatureAlgorithm> {
  const known = identifier.algorithm === RSASSA_PSS ? pss(identifier) : plain(identifier)
  if (known === undefined || (known.ok && !isAccepted(known.value, policy))) {
    const algorithm = known?.ok ? known.value.label : identifier.algorithm
    return fail(signatureAlgorithmRefused({ algorithm, policy: policy.name }))
  }
  return known
}

function isAccepted({ keys, hash }: SignatureAlgorithm, policy: AlgorithmPolicy): boolean {
  if (keys[0] === 'dsa') return policy.dsa === 'accepted-for-conformance'
  return hash === undefined || policy.hashes.includes(hash)
}

/** RFC 4055 §5: parameters NULL, or absent, with RSA PKCS#1 v1.5; RFC 5758 §3.2, RFC 8410 §3: absent with the others. */
function plain({ algorithm, parameters }: AlgorithmIdentifier): Outcome<SignatureAlgorithm> | undefined {
  const known = ALGORITHMS[algorithm]
  if (known === undefined) return undefined
  const acceptable = parameters === undefined || (isNull(parameters) && known.keys[0] === 'rsa')
  return acceptable ? succeed(known) : undefined
}

function pss({ parameters }: AlgorithmIdentifier): Outcome<SignatureAlgorithm> | undefined {
  if (parameters === undefined) return undefined
  const read = decodeDer('RSASSA-PSS parameters', parameters, readPssParameters)
  if (!read.ok) return read
  const { hash, saltOctets } = read.value
  const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltOctets }
  return succeed({ label: `RSASSA-PSS with ${hash}`, keys: ['rsa', 'rsa-pss'], hash, options })
}
