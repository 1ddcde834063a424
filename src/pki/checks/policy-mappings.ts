import { defineFailure } from '../../failures/failure.ts'
import { ANY_POLICY } from '../extensions/policies.ts'
import { applyMappings } from '../policy-graph.ts'
import type { Check } from './check.ts'

export const anyPolicyMapped = defineFailure<{ position: number }>(
  'pki.any-policy-mapped',
  'unauthenticated',
  'A CA maps anyPolicy, which must not be mapped.',
  ({ position }) => `Certificate ${position}.`,
)

/** RFC 5280 §6.1.4 (a) and (b). */
export const policyMappings: Check = {
  id: 'policy-mappings',
  clause: 'RFC 5280 §6.1.4 (a), (b)',
  apply: ({ certificate, position, state, question }) => {
    const { policyMappings: mappings } = certificate.extensions
    if (mappings === undefined) return undefined
    if (mappings.some((one) => one.issuerDomainPolicy === ANY_POLICY || one.subjectDomainPolicy === ANY_POLICY)) {
      return anyPolicyMapped({ position })
    }
    const overspent = question.budget.spend('policyNodes', mappings.length)
    if (overspent !== undefined) return overspent
    applyMappings(state.policyGraph, mappings, state.policyMapping > 0)
    return undefined
  },
  found: ({ certificate: { extensions } }) =>
    extensions.policyMappings?.map((one) => `${one.issuerDomainPolicy} → ${one.subjectDomainPolicy}`).join(', ') ??
    'no mappings',
}
