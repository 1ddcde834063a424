import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { AlgorithmPolicy } from '../algorithms/algorithm-policy.ts'
import { readPublicKey } from '../algorithms/public-key.ts'
import { createSignatureVerifier } from '../algorithms/signature-verifier.ts'
import { createBudget, DEFAULT_PATH_LIMITS } from '../budget.ts'
import { decodeDer } from '../der/decode-der.ts'
import { type Crl, crlIndex, isSignedBy, parseCrl } from './crl.ts'
import type { CrlIndex } from './crl-index.ts'

export interface PreparedCrl {
  readonly crl: Crl
  /** The one of the expected keys that signed it. */
  readonly signer: Uint8Array
  readonly index: CrlIndex
}

export const crlSignerUnexpected = defineFailure<{ keys: number }>(
  'pki.crl-signer-unexpected',
  'unauthenticated',
  'A revocation list was signed by none of the keys that it was expected from.',
  ({ keys }) => `Keys tried: ${keys}.`,
)

/**
 * Everything that takes long about a list, done once: reading it, verifying who signed it, then indexing its entries.
 * A list of somebody else is refused before its entries cost anything.
 * @param expectedSigners SubjectPublicKeyInfo of each key that may have signed it.
 */
export function prepareCrl(
  der: Uint8Array,
  expectedSigners: readonly Uint8Array[],
  algorithms: AlgorithmPolicy,
): Outcome<PreparedCrl> {
  const crl = parseCrl(der)
  if (!crl.ok) return crl
  const signatures = createSignatureVerifier(algorithms, createBudget(DEFAULT_PATH_LIMITS))
  const signer = expectedSigners.find((spki) => {
    const key = decodeDer('public key', spki, readPublicKey)
    return key.ok && isSignedBy(crl.value, key.value, signatures)
  })
  if (signer === undefined) return fail(crlSignerUnexpected({ keys: expectedSigners.length }))
  const index = crlIndex(crl.value)
  return index.ok ? succeed({ crl: crl.value, signer, index: index.value }) : index
}
