/**
 * The valid_policy_graph of RFC 9618 §3 and §5, which updates RFC 5280 §6.1: one node for each policy and depth instead of a tree, so
 * that a path of certificates costs no more than the policies and mappings it names.
 */
import type { Failure } from '../failures/failure.ts'
import type { Budget } from './budget.ts'
import { ANY_POLICY, type PolicyMapping } from './extensions/policies.ts'

interface PolicyNode {
  readonly policy: string
  readonly parents: readonly PolicyNode[]
  expectedPolicies: readonly string[]
}

/**
 * Only the last level is kept by name: whatever lost its children is no longer reachable from it, which is all the
 * pruning there is. An empty last level is the RFC's NULL.
 */
export interface PolicyGraph {
  level: Map<string, PolicyNode>
}

/** RFC 5280 §6.1.2 (a). */
export const createPolicyGraph = (): PolicyGraph => ({ level: new Map([[ANY_POLICY, node(ANY_POLICY, [])]]) })

const node = (policy: string, parents: readonly PolicyNode[]): PolicyNode => ({
  policy,
  parents,
  expectedPolicies: [policy],
})

export const isEmptyGraph = ({ level }: PolicyGraph): boolean => level.size === 0

/**
 * RFC 5280 §6.1.3 (d) and (e): one more level, from the policies of one more certificate.
 * @param policies undefined when the certificate has no such extension.
 * @param anyPolicyCounts whether anyPolicy in this certificate stands for every policy.
 */
export function addLevel(
  graph: PolicyGraph,
  policies: readonly string[] | undefined,
  anyPolicyCounts: boolean,
  budget: Budget,
): Failure | undefined {
  const above = graph.level
  const level = new Map<string, PolicyNode>()
  graph.level = level
  if (above.size === 0 || policies === undefined) return undefined
  const expecting = nodesByExpectedPolicy(above)
  const overspent = budget.spend('policyNodes', policies.length + sumOfSizes(expecting))
  if (overspent !== undefined) return overspent
  const anyPolicyAbove = above.get(ANY_POLICY)
  for (const policy of policies) {
    if (policy === ANY_POLICY) continue
    const parents = expecting.get(policy) ?? (anyPolicyAbove === undefined ? undefined : [anyPolicyAbove])
    if (parents !== undefined) level.set(policy, node(policy, parents))
  }
  if (anyPolicyCounts && policies.includes(ANY_POLICY)) {
    for (const [policy, parents] of expecting) if (!level.has(policy)) level.set(policy, node(policy, parents))
  }
  return undefined
}

function nodesByExpectedPolicy(level: ReadonlyMap<string, PolicyNode>): Map<string, PolicyNode[]> {
  const expecting = new Map<string, PolicyNode[]>()
  for (const node of level.values()) {
    for (const policy of node.expectedPolicies) {
      const nodes = expecting.get(policy)
      if (nodes === undefined) expecting.set(policy, [node])
      else nodes.push(node)
    }
  }
  return expecting
}

const sumOfSizes = (expecting: ReadonlyMap<string, readonly PolicyNode[]>): number => {
  let sum = 0
  for (const nodes of expecting.values()) sum += nodes.length
  return sum
}

/**
 * RFC 5280 §6.1.4 (b).
 * @param mappingAllowed whether policy_mapping is still above zero; otherwise a mapped policy ends here.
 */
export function applyMappings(
  { level }: PolicyGraph,
  mappings: readonly PolicyMapping[],
  mappingAllowed: boolean,
): void {
  const anyPolicy = level.get(ANY_POLICY)
  const subjectPolicies = new Map<string, Set<string>>()
  for (const { issuerDomainPolicy, subjectDomainPolicy } of mappings) {
    const mapped = subjectPolicies.get(issuerDomainPolicy)
    if (mapped === undefined) subjectPolicies.set(issuerDomainPolicy, new Set([subjectDomainPolicy]))
    else mapped.add(subjectDomainPolicy)
  }
  for (const [policy, mapped] of subjectPolicies) {
    if (!mappingAllowed) {
      level.delete(policy)
      continue
    }
    const known = level.get(policy) ?? (anyPolicy === undefined ? undefined : node(policy, anyPolicy.parents))
    if (known === undefined) continue
    known.expectedPolicies = [...mapped]
    level.set(policy, known)
  }
}

/**
 * RFC 5280 §6.1.5 (g): the policies, named in the anchor's domain, under which the path is valid and which the caller
 * accepts. anyPolicy stands in the result only where both sides leave everything open.
 */
export function userConstrainedPolicies({ level }: PolicyGraph, initialPolicies: readonly string[]): string[] {
  const everythingAccepted = initialPolicies.includes(ANY_POLICY)
  if (level.has(ANY_POLICY) && !everythingAccepted) return [...initialPolicies]
  const authorityPolicies = new Set<string>()
  const seen = new Set(level.values())
  for (const node of seen) {
    const inAnchorDomain = node.parents.some(({ policy }) => policy === ANY_POLICY)
    if (inAnchorDomain && (everythingAccepted || initialPolicies.includes(node.policy)))
      authorityPolicies.add(node.policy)
    for (const parent of node.parents) seen.add(parent)
  }
  if (!level.has(ANY_POLICY)) authorityPolicies.delete(ANY_POLICY)
  return [...authorityPolicies].sort()
}
