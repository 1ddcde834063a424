import type { Certificate } from './certificate.ts'
import { ANY_POLICY } from './extensions/policies.ts'
import type { PathState } from './path-state.ts'

/**
 * How far the certificate that brought an anchor limits the paths below it (RFC 5937 §3).
 * - `all-but-policies`, the default: dates, usages, path length, name and policy constraints. The policies it names itself are those
 *   under which *it* was issued: an issuing CA pinned as an anchor seldom names those of its subscribers.
 * - `all`: also accepts no policy that the anchor's certificate does not name.
 * - `ignored`: RFC 5280 §6.1 alone, for which an anchor is a name and a key.
 */
export type AnchorConstraints = 'all-but-policies' | 'all' | 'ignored'

/** RFC 5937 §3: the initial policy set is cut down to the policies of the anchor. */
export function applyAnchorPolicies({ extensions }: Certificate, state: PathState): void {
  const { certificatePolicies: policies } = extensions
  if (policies === undefined || policies.includes(ANY_POLICY)) return
  const accepted = state.initialPolicySet
  state.initialPolicySet = accepted.includes(ANY_POLICY) ? policies : policies.filter((one) => accepted.includes(one))
}
