import type { Failure, Outcome } from '../failures/failure.ts'
import { budgetExceeded, DEFAULT_PATH_LIMITS } from './budget.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import {
  type InvalidVerdict,
  type ValidationRequest,
  type ValidationVerdict,
  validateCertificate,
} from './certificate-validation.ts'
import type { CheckRecord } from './checks/check.ts'
import { trustAnchorOf } from './trust-anchor.ts'

/** A validation request whose certificates are still DER, as they came over the wire. */
export interface EncodedRequest extends Omit<ValidationRequest, 'leaf' | 'anchors' | 'candidates'> {
  readonly leaf: Uint8Array
  readonly anchors: readonly Uint8Array[]
  readonly candidates: readonly Uint8Array[]
}

const ENCODING = 'encoding'
const CLAUSE = 'X.690 §10, §11; RFC 5280 §4'

/**
 * `validateCertificate` from bytes. The leaf and every anchor must be certificates; a candidate that is none is left
 * out, and the checks say so.
 */
export function validateEncoded(request: EncodedRequest): ValidationVerdict {
  const { candidates: ders, limits = DEFAULT_PATH_LIMITS } = request
  if (ders.length > limits.candidates) return invalid(budgetExceeded({ budget: 'candidates' }))
  const candidateBytes = ders.reduce((sum, der) => sum + der.length, 0)
  if (candidateBytes > limits.candidateBytes) return invalid(budgetExceeded({ budget: 'candidateBytes' }))
  const leaf = parseCertificate(request.leaf)
  if (!leaf.ok) return invalid(leaf.failure)
  const anchors = request.anchors.map(parseCertificate)
  const badAnchor = anchors.find((anchor) => !anchor.ok)
  if (badAnchor?.ok === false) return invalid(badAnchor.failure)
  const candidates = ders.map(parseCertificate)
  const verdict = validateCertificate({
    ...request,
    leaf: leaf.value,
    anchors: readable(anchors).map(trustAnchorOf),
    candidates: readable(candidates),
  })
  const unreadable = candidates.flatMap((candidate) => (candidate.ok ? [] : [leftOut(candidate.failure)]))
  return unreadable.length === 0 ? verdict : { ...verdict, checks: [...unreadable, ...verdict.checks] }
}

const invalid = (failure: Failure): InvalidVerdict => ({
  verdict: 'invalid',
  failure,
  statements: [],
  checks: [],
})

const readable = (parsed: readonly Outcome<Certificate>[]): Certificate[] =>
  parsed.flatMap((certificate) => (certificate.ok ? [certificate.value] : []))

const leftOut = ({ explanation }: Failure): CheckRecord => ({
  check: ENCODING,
  clause: CLAUSE,
  position: undefined,
  passed: false,
  found: () => `a certificate offered is left out: ${explanation}`,
})
