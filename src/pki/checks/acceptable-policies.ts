import { userConstrainedPolicies } from '../policy-graph.ts'
import { noAcceptablePolicy } from './certificate-policies.ts'
import type { Check } from './check.ts'

/** RFC 5280 §6.1.5 (a), (b) and (g): what is left of the policies when the caller's wishes are applied to the path. */
export const acceptablePolicies: Check = {
  id: 'acceptable-policies',
  clause: 'RFC 5280 §6.1.5 (a), (b), (g)',
  apply: ({ certificate, position, state }) => {
    if (state.explicitPolicy > 0) state.explicitPolicy--
    if (certificate.extensions.policyConstraints?.requireExplicitPolicy === 0) state.explicitPolicy = 0
    state.userConstrainedPolicies = userConstrainedPolicies(state.policyGraph, state.initialPolicySet)
    if (state.explicitPolicy > 0 || state.userConstrainedPolicies.length > 0) return undefined
    return noAcceptablePolicy({ position, accepted: state.initialPolicySet })
  },
  found: ({ state }) =>
    `accepted: ${state.initialPolicySet.join(', ')}; ` +
    `valid under: ${state.userConstrainedPolicies.join(', ') || 'none'}` +
    (state.explicitPolicy > 0 ? ', and none is required' : ', and one is required'),
}
