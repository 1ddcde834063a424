/**
 * The room's door for certificates: from a leaf and what is known to a verdict that explains itself. Pure: bytes and an
 * instant in, verdict out; nothing is fetched, and every expected ending is returned.
 */
import type { Failure, Outcome } from '../failures/failure.ts'
import type { Clock } from '../ports/clock.ts'
import type { AlgorithmPolicy } from './algorithms/algorithm-policy.ts'
import { createSignatureVerifier } from './algorithms/signature-verifier.ts'
import type { AnchorConstraints } from './anchor-constraints.ts'
import { budgetExceeded, createBudget, DEFAULT_PATH_LIMITS, type PathLimits } from './budget.ts'
import type { Certificate } from './certificate.ts'
import type { CheckRecord } from './checks/check.ts'
import type { Path } from './path-building.ts'
import { findValidPath } from './path-search.ts'
import { ANY_POLICY_ACCEPTED, type PolicyInputs } from './path-state.ts'
import type { Purpose } from './purpose.ts'
import type { Statement } from './revocation/status-finding.ts'
import type { RevocationChecker, RevocationEvidence } from './revocation-checker.ts'
import type { TrustAnchor } from './trust-anchor.ts'

export interface ValidationRequest {
  /** The certificate in question: named, never guessed from what was sent. */
  readonly leaf: Certificate
  readonly anchors: readonly TrustAnchor[]
  /** Certificates that may belong to the path, in any order: claims of strangers. */
  readonly candidates: readonly Certificate[]
  /** Epoch milliseconds. */
  readonly at: number
  readonly purpose: Purpose
  readonly algorithms: AlgorithmPolicy
  readonly revocation: RevocationChecker | 'not-asked'
  /** Left out: any policy will do, and none is required. */
  readonly policies?: PolicyInputs
  /** Left out: `all-but-policies`. */
  readonly anchorConstraints?: AnchorConstraints
  readonly limits?: PathLimits
  /** Measures what the answer takes; without it the work is bounded by counts alone. */
  readonly clock?: Clock
}

export type ValidationVerdict = ValidVerdict | InvalidVerdict

export interface ValidVerdict {
  readonly verdict: 'valid'
  readonly path: Path
  /** The user-constrained policy set of RFC 5280 §6.1.6, in the anchor's domain, sorted. */
  readonly policies: readonly string[]
  /** One for each certificate of the path, leaf first; empty when revocation was not asked. */
  readonly revocation: readonly RevocationEvidence[]
  readonly checks: readonly CheckRecord[]
}

export interface InvalidVerdict {
  readonly verdict: 'invalid'
  readonly failure: Failure
  /** The signed statements that a refusal about revocation rests on, to be kept so that it can be replayed. */
  readonly statements: readonly Statement[]
  /** What was looked at on the path that failed, the failed check last; empty when no path reached an anchor. */
  readonly checks: readonly CheckRecord[]
}

/** @returns the first path that holds in every respect, or why the most promising one does not. */
export function validateCertificate(request: ValidationRequest): ValidationVerdict {
  const { leaf, anchors, candidates, at, purpose, policies = ANY_POLICY_ACCEPTED, revocation } = request
  const budget = createBudget(request.limits ?? DEFAULT_PATH_LIMITS, request.clock)
  if (candidates.length > budget.limits.candidates) {
    return { verdict: 'invalid', failure: budgetExceeded({ budget: 'candidates' }), statements: [], checks: [] }
  }
  const signatures = createSignatureVerifier(request.algorithms, budget)
  const result = findValidPath(leaf, {
    anchors,
    candidates,
    question: { at, policies, purpose, signatures, budget },
    anchorConstraints: request.anchorConstraints ?? 'all-but-policies',
    revocation,
    underway: [],
  })
  if (result.failure !== undefined) return { verdict: 'invalid', ...result }
  const { path, checks, revocation: evidence } = result
  return { verdict: 'valid', path, policies: result.policies, revocation: evidence, checks }
}

/** The verdict as the rest of the house passes endings around. */
export const toOutcome = (verdict: ValidationVerdict): Outcome<ValidVerdict> =>
  verdict.verdict === 'valid' ? { ok: true, value: verdict } : { ok: false, failure: verdict.failure }
