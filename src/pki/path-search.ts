import { type Failure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { AnchorConstraints } from './anchor-constraints.ts'
import { budgetExceeded } from './budget.ts'
import type { Certificate } from './certificate.ts'
import type { CheckRecord } from './checks/check.ts'
import { sameOctets } from './der/octets.ts'
import { buildPaths, type Path } from './path-building.ts'
import { ANY_POLICY_ACCEPTED, type PathQuestion } from './path-state.ts'
import { validatePath } from './path-validation.ts'
import { PATH_ONLY } from './purpose.ts'
import type { Statement } from './revocation/status-finding.ts'
import type { RevocationChecker, RevocationEvidence, SignerPath } from './revocation-checker.ts'
import { checkRevocation, signerPathOf } from './revocation-of-path.ts'
import type { TrustAnchor } from './trust-anchor.ts'

export interface PathSearchContext {
  readonly anchors: readonly TrustAnchor[]
  readonly candidates: readonly Certificate[]
  readonly question: PathQuestion
  readonly anchorConstraints: AnchorConstraints
  readonly revocation: RevocationChecker | 'not-asked'
  /** Signers of revocation status whose own revocation is being looked at, outermost first. */
  readonly underway: readonly SignerPath[]
}

export type PathSearchResult =
  | {
      readonly failure: undefined
      readonly path: Path
      readonly policies: readonly string[]
      readonly revocation: readonly RevocationEvidence[]
      readonly checks: readonly CheckRecord[]
    }
  | {
      readonly failure: Failure
      /** What a refusal about revocation rests on. */
      readonly statements: readonly Statement[]
      readonly checks: readonly CheckRecord[]
    }

/** Deeper than any status signed by somebody whose status is signed by somebody else needs to be. */
const MOST_SIGNERS_UNDERWAY = 4

/**
 * Tries the paths that building finds until one holds. When none does, the answer is the failure of the first one, the
 * shortest and best hinted; when none reached an anchor, why building did not get there.
 */
export function findValidPath(leaf: Certificate, context: PathSearchContext): PathSearchResult {
  const { anchors, candidates, question } = context
  let answer: PathSearchResult | undefined
  const search = { anchors, candidates, signatures: question.signatures, budget: question.budget }
  const obstacle = buildPaths(leaf, search, (path) => {
    const result = tryPath(path, context)
    const over = result.failure === undefined || result.failure.code === budgetExceeded.code
    if (over) answer = result
    else answer ??= result
    return over
  })
  return answer ?? { failure: obstacle, statements: [], checks: [] }
}

/** Revocation comes last, for a path that holds otherwise. */
function tryPath(path: Path, context: PathSearchContext): PathSearchResult {
  const { question, anchorConstraints, revocation } = context
  const overspent = question.budget.spend('steps', path.certificates.length)
  if (overspent !== undefined) return { failure: overspent, statements: [], checks: [] }
  const { failure, checks, state } = validatePath(path, question, anchorConstraints)
  if (failure !== undefined) return { failure, statements: [], checks }
  const policies = state.userConstrainedPolicies
  if (revocation === 'not-asked') return { failure: undefined, path, policies, revocation: [], checks }
  const asked = checkRevocation(path, context, revocation, (signer, howFar = 'asked') =>
    validateSigner(signer, howFar, path, context),
  )
  const allChecks = [...checks, ...asked.checks]
  if (asked.failure !== undefined) {
    return { failure: asked.failure, statements: asked.statements, checks: allChecks }
  }
  return { failure: undefined, path, policies, revocation: asked.evidence, checks: allChecks }
}

/**
 * The path of somebody who signed a revocation status about a certificate of `path`. Whoever stands at the foot of
 * `path` is underway from here on: when the status of its own status's signer comes back to it, the circle ends.
 */
function validateSigner(
  signer: Certificate,
  revocation: 'asked' | 'not-asked',
  path: Path,
  context: PathSearchContext,
): Outcome<SignerPath> {
  const own = signerPathOf(path)
  const underway = own === undefined ? context.underway : [...context.underway, own]
  const known = underway.find(({ certificates: [first] }) => first !== undefined && sameOctets(first.der, signer.der))
  if (known !== undefined) return succeed(known)
  if (underway.length > MOST_SIGNERS_UNDERWAY) return fail(budgetExceeded({ budget: 'depth' }))
  const result = findValidPath(signer, {
    ...context,
    anchors: [path.anchor],
    question: { ...context.question, policies: ANY_POLICY_ACCEPTED, purpose: PATH_ONLY },
    revocation: revocation === 'asked' ? context.revocation : 'not-asked',
    underway,
  })
  if (result.failure !== undefined) return fail(result.failure)
  const found = signerPathOf(result.path, result.revocation)
  return found === undefined ? fail(budgetExceeded({ budget: 'depth' })) : succeed(found)
}
