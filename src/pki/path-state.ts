import type { SubjectPublicKey } from './algorithms/public-key.ts'
import type { SignatureVerifier } from './algorithms/signature-verifier.ts'
import type { Budget } from './budget.ts'
import type { Certificate } from './certificate.ts'
import type { NameConstraints } from './extensions/name-constraints.ts'
import { ANY_POLICY } from './extensions/policies.ts'
import type { Name } from './name/name.ts'
import { createPolicyGraph, type PolicyGraph } from './policy-graph.ts'
import type { Purpose } from './purpose.ts'
import type { TrustAnchor } from './trust-anchor.ts'

/** The inputs of RFC 5280 §6.1.1 (c) and (e) to (g). */
export interface PolicyInputs {
  /** Policies the caller accepts; anyPolicy (the default): all. */
  readonly initialPolicySet: readonly string[]
  /** Whether the path must be valid for at least one of them. */
  readonly explicitPolicy: boolean
  readonly inhibitPolicyMapping: boolean
  readonly inhibitAnyPolicy: boolean
}

export const ANY_POLICY_ACCEPTED: PolicyInputs = {
  initialPolicySet: [ANY_POLICY],
  explicitPolicy: false,
  inhibitPolicyMapping: false,
  inhibitAnyPolicy: false,
}

/** What is asked of every certificate of a path. */
export interface PathQuestion {
  /** Epoch milliseconds. */
  readonly at: number
  readonly policies: PolicyInputs
  readonly purpose: Purpose
  readonly signatures: SignatureVerifier
  readonly budget: Budget
}

/** The state variables of RFC 5280 §6.1.2, under the RFC's names. */
export interface PathState {
  readonly policyGraph: PolicyGraph
  initialPolicySet: readonly string[]
  /** One entry for each certificate that constrained names: a name must satisfy all of them. */
  readonly nameConstraints: NameConstraints[]
  explicitPolicy: number
  inhibitAnyPolicy: number
  policyMapping: number
  workingIssuerName: Name
  workingPublicKey: SubjectPublicKey
  maxPathLength: number
  /** What RFC 5280 §6.1.5 (g) leaves; empty until then. */
  userConstrainedPolicies: readonly string[]
}

/** RFC 5280 §6.1.2, for a path of n certificates. */
export function initialState(anchor: TrustAnchor, n: number, inputs: PolicyInputs): PathState {
  return {
    policyGraph: createPolicyGraph(),
    initialPolicySet: inputs.initialPolicySet,
    nameConstraints: [],
    explicitPolicy: inputs.explicitPolicy ? 0 : n + 1,
    inhibitAnyPolicy: inputs.inhibitAnyPolicy ? 0 : n + 1,
    policyMapping: inputs.inhibitPolicyMapping ? 0 : n + 1,
    workingIssuerName: anchor.name,
    workingPublicKey: anchor.publicKey,
    maxPathLength: n,
    userConstrainedPolicies: [],
  }
}

/** One certificate of a path in the hands of the checks. */
export interface Step {
  readonly certificate: Certificate
  /** 0 is the leaf; the anchor comes after the certificate next to it. */
  readonly position: number
  readonly selfIssued: boolean
  readonly question: PathQuestion
  readonly state: PathState
}

export const isTarget = ({ position }: Step): boolean => position === 0
