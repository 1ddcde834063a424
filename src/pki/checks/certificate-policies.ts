import { defineFailure } from '../../failures/failure.ts'
import { isTarget } from '../path-state.ts'
import { addLevel, isEmptyGraph } from '../policy-graph.ts'
import type { Check } from './check.ts'

export const noAcceptablePolicy = defineFailure<{ position: number; accepted: readonly string[] }>(
  'pki.no-acceptable-policy',
  'unauthenticated',
  'The path must be valid for a certificate policy, and is for none of those accepted.',
  ({ position, accepted }) => `None is left at certificate ${position}; accepted: ${accepted.join(', ')}.`,
)

/** RFC 5280 §6.1.3 (d) to (f), on the graph of RFC 9618. */
export const certificatePolicies: Check = {
  id: 'certificate-policies',
  clause: 'RFC 5280 §6.1.3 (d) to (f); RFC 9618',
  apply: (step) => {
    const { certificate, position, selfIssued, state, question } = step
    const anyPolicyCounts = state.inhibitAnyPolicy > 0 || (selfIssued && !isTarget(step))
    const { certificatePolicies: policies } = certificate.extensions
    const overspent = addLevel(state.policyGraph, policies, anyPolicyCounts, question.budget)
    if (overspent !== undefined) return overspent
    if (state.explicitPolicy > 0 || !isEmptyGraph(state.policyGraph)) return undefined
    return noAcceptablePolicy({ position, accepted: state.initialPolicySet })
  },
  found: ({ certificate }) => `policies: ${certificate.extensions.certificatePolicies?.join(', ') ?? 'none named'}`,
}
