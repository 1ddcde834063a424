import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { AlgorithmPolicy } from '../algorithms/algorithm-policy.ts'
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import { createSignatureVerifier } from '../algorithms/signature-verifier.ts'
import { createBudget, DEFAULT_PATH_LIMITS } from '../budget.ts'
import { type Crl, crlIndex, isSignedBy, parseCrl } from './crl.ts'
import type { CrlIndex } from './crl-index.ts'

export interface PreparedCrl {
  readonly crl: Crl
  readonly signer: SubjectPublicKey
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
 */
export function prepareCrl(
  der: Uint8Array,
  expectedSigners: readonly SubjectPublicKey[],
  algorithms: AlgorithmPolicy,
): Outcome<PreparedCrl> {
  const crl = parseCrl(der)
  if (!crl.ok) return crl
  const budget = createBudget({ ...DEFAULT_PATH_LIMITS, signatures: expectedSigners.length })
  const signatures = createSignatureVerifier(algorithms, budget)
  const signer = expectedSigners.find((key) => isSignedBy(crl.value, key, signatures))
  if (signer === undefined) return fail(crlSignerUnexpected({ keys: expectedSigners.length }))
  const index = crlIndex(crl.value)
  return index.ok ? succeed({ crl: crl.value, signer, index: index.value }) : index
}
