/** One path, certificate by certificate from the anchor down: RFC 5280 §6.1 as a list that fits on a screen. */
import type { Failure } from '../failures/failure.ts'
import { type AnchorConstraints, applyAnchorPolicies } from './anchor-constraints.ts'
import { acceptablePolicies } from './checks/acceptable-policies.ts'
import { certificatePolicies } from './checks/certificate-policies.ts'
import { certificateSigning } from './checks/certificate-signing.ts'
import { certificationAuthority } from './checks/certification-authority.ts'
import type { Check, CheckRecord } from './checks/check.ts'
import { constraintsBelow } from './checks/constraints-below.ts'
import { criticalExtensions } from './checks/critical-extensions.ts'
import { endEntity } from './checks/end-entity.ts'
import { extendedKeyUsage } from './checks/extended-key-usage.ts'
import { extensionPlacement } from './checks/extension-placement.ts'
import { issuerName } from './checks/issuer-name.ts'
import { keyStrength } from './checks/key-strength.ts'
import { loginKeyUsage } from './checks/login-key-usage.ts'
import { nameConstraints } from './checks/name-constraints.ts'
import { pathLength } from './checks/path-length.ts'
import { policyMappings } from './checks/policy-mappings.ts'
import { signature } from './checks/signature.ts'
import { subjectName } from './checks/subject-name.ts'
import { validityPeriod } from './checks/validity-period.ts'
import { version } from './checks/version.ts'
import { sameName } from './name/name-comparison.ts'
import type { Path } from './path-building.ts'
import { initialState, type PathQuestion, type PathState, type Step } from './path-state.ts'
import type { Purpose } from './purpose.ts'

/** §6.1.3, and what §4 demands of every certificate. */
const EVERY_CERTIFICATE: readonly Check[] = [
  issuerName,
  signature,
  validityPeriod,
  version,
  keyStrength,
  criticalExtensions,
  subjectName,
  nameConstraints,
  certificatePolicies,
  extendedKeyUsage,
]

/** §6.1.4: before the next certificate. */
const EVERY_ISSUER: readonly Check[] = [
  policyMappings,
  certificationAuthority,
  certificateSigning,
  pathLength,
  extensionPlacement,
  constraintsBelow,
]

/** §6.1.5: after the last one. */
const LEAF: readonly Check[] = [extensionPlacement, acceptablePolicies]

/** What a purpose demands of the leaf on top. */
const PURPOSE: Readonly<Record<Purpose['name'], readonly Check[]>> = {
  'path-only': [],
  'client-login': [endEntity, loginKeyUsage],
}

/** RFC 5937: the anchor's own certificate, read as that of an issuer; its name, key and strength are pinned. */
const ANCHOR: readonly Check[] = [
  validityPeriod,
  criticalExtensions,
  certificationAuthority,
  certificateSigning,
  extendedKeyUsage,
  pathLength,
  constraintsBelow,
]

export interface PathVerdict {
  readonly failure: Failure | undefined
  readonly checks: readonly CheckRecord[]
  readonly state: PathState
}

/** @returns the failure of the first check that does not pass, and everything looked at until then. */
export function validatePath(path: Path, question: PathQuestion, anchorConstraints: AnchorConstraints): PathVerdict {
  const { certificates, anchor } = path
  const state = initialState(anchor, certificates.length, question.policies)
  const checks: CheckRecord[] = []
  const run = (list: readonly Check[], step: Step): Failure | undefined => {
    for (const check of list) {
      const failure = check.apply(step)
      const { id, clause } = check
      checks.push({
        check: id,
        clause,
        position: step.position,
        passed: failure === undefined,
        found: () => check.found(step),
      })
      if (failure !== undefined) return failure
    }
    return undefined
  }
  const walk = (): Failure | undefined => {
    if (anchor.certificate !== undefined && anchorConstraints !== 'ignored') {
      const step = { certificate: anchor.certificate, position: certificates.length, selfIssued: true, question, state }
      const failure = run(anchor.certificate.version === 3 ? ANCHOR : [validityPeriod], step)
      if (failure !== undefined) return failure
      if (anchorConstraints === 'all') applyAnchorPolicies(anchor.certificate, state)
    }
    for (const [position, certificate] of [...certificates.entries()].reverse()) {
      const selfIssued = sameName(certificate.subject, certificate.issuer)
      const step = { certificate, position, selfIssued, question, state }
      const below = position > 0 ? EVERY_ISSUER : [...LEAF, ...PURPOSE[question.purpose.name]]
      const failure = run(EVERY_CERTIFICATE, step) ?? run(below, step)
      if (failure !== undefined) return failure
    }
    return undefined
  }
  return { failure: walk(), checks, state }
}
