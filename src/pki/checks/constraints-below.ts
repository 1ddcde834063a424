import { withInheritedParameters } from '../algorithms/inherited-parameters.ts'
import type { PathState } from '../path-state.ts'
import type { Check } from './check.ts'

/** RFC 5280 §6.1.4 (c) to (j): what this CA's certificate means for those below it. Nothing here can fail. */
export const constraintsBelow: Check = {
  id: 'constraints-below',
  clause: 'RFC 5280 §6.1.4 (c) to (j)',
  apply: ({ certificate, selfIssued, state }) => {
    const { nameConstraints, policyConstraints, inhibitAnyPolicy } = certificate.extensions
    state.workingIssuerName = certificate.subject
    state.workingPublicKey = withInheritedParameters(certificate.publicKey, state.workingPublicKey)
    if (nameConstraints !== undefined) state.nameConstraints.push(nameConstraints)
    if (!selfIssued) countDown(state)
    state.explicitPolicy = lower(state.explicitPolicy, policyConstraints?.requireExplicitPolicy)
    state.policyMapping = lower(state.policyMapping, policyConstraints?.inhibitPolicyMapping)
    state.inhibitAnyPolicy = lower(state.inhibitAnyPolicy, inhibitAnyPolicy)
    return undefined
  },
  found: ({ certificate: { extensions } }) => {
    const { nameConstraints, policyConstraints, inhibitAnyPolicy } = extensions
    const constraints = [
      nameConstraints &&
        `${nameConstraints.permitted.length} permitted and ${nameConstraints.excluded.length} excluded subtrees`,
      policyConstraints?.requireExplicitPolicy !== undefined &&
        `explicit policy required after ${policyConstraints.requireExplicitPolicy}`,
      policyConstraints?.inhibitPolicyMapping !== undefined &&
        `no mapping after ${policyConstraints.inhibitPolicyMapping}`,
      inhibitAnyPolicy !== undefined && `no anyPolicy after ${inhibitAnyPolicy}`,
    ].filter(Boolean)
    return constraints.join('; ') || 'no constraints'
  },
}

function countDown(state: PathState): void {
  if (state.explicitPolicy > 0) state.explicitPolicy--
  if (state.policyMapping > 0) state.policyMapping--
  if (state.inhibitAnyPolicy > 0) state.inhibitAnyPolicy--
}

const lower = (current: number, limit: number | undefined): number =>
  limit === undefined ? current : Math.min(current, limit)
