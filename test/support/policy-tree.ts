/** The valid_policy_tree as RFC 5280 §6.1 tells it, node by node and slow: what the policy graph must agree with. */
import { ANY_POLICY, type PolicyMapping } from '../../src/pki/extensions/policies.ts'

/** What the policy machinery sees of one certificate. */
export interface PolicyLevel {
  readonly policies: readonly string[] | undefined
  readonly anyPolicyCounts: boolean
  readonly mappings: readonly PolicyMapping[]
  readonly mappingAllowed: boolean
}

interface TreeNode {
  policy: string
  expected: readonly string[]
  depth: number
  children: TreeNode[]
}

const node = (policy: string, depth: number): TreeNode => ({ policy, expected: [policy], depth, children: [] })

const nodesAt = (tree: TreeNode, depth: number): TreeNode[] =>
  tree.depth === depth ? [tree] : tree.children.flatMap((child) => nodesAt(child, depth))

/** Deletes nodes above `depth` that have no children. @returns whether anything is left of the subtree. */
function prune(tree: TreeNode, depth: number): boolean {
  if (tree.depth === depth) return true
  tree.children = tree.children.filter((child) => prune(child, depth))
  return tree.children.length > 0
}

export function treePolicies(levels: readonly PolicyLevel[], initialPolicySet: readonly string[]): string[] {
  const tree = node(ANY_POLICY, 0)
  for (const [index, level] of levels.entries()) {
    const depth = index + 1
    if (level.policies === undefined) return []
    addChildren(tree, depth, level.policies, level.anyPolicyCounts)
    if (!prune(tree, depth)) return []
    if (index === levels.length - 1) break
    map(tree, depth, level)
    if (!prune(tree, depth)) return []
  }
  return intersection(tree, levels.length, initialPolicySet)
}

/** §6.1.3 (d). */
function addChildren(tree: TreeNode, depth: number, policies: readonly string[], anyPolicyCounts: boolean): void {
  const parents = nodesAt(tree, depth - 1)
  for (const policy of policies.filter((one) => one !== ANY_POLICY)) {
    const expecting = parents.filter(({ expected }) => expected.includes(policy))
    for (const parent of expecting) parent.children.push(node(policy, depth))
    if (expecting.length > 0) continue
    for (const parent of parents.filter((one) => one.policy === ANY_POLICY)) parent.children.push(node(policy, depth))
  }
  if (!anyPolicyCounts || !policies.includes(ANY_POLICY)) return
  for (const parent of parents) {
    for (const policy of parent.expected) {
      if (!parent.children.some((child) => child.policy === policy)) parent.children.push(node(policy, depth))
    }
  }
}

/** §6.1.4 (b). */
function map(tree: TreeNode, depth: number, { mappings, mappingAllowed }: PolicyLevel): void {
  for (const policy of new Set(mappings.map(({ issuerDomainPolicy }) => issuerDomainPolicy))) {
    const mapped = mappings.filter((one) => one.issuerDomainPolicy === policy).map((one) => one.subjectDomainPolicy)
    if (!mappingAllowed) {
      for (const parent of nodesAt(tree, depth - 1)) {
        parent.children = parent.children.filter((child) => child.policy !== policy)
      }
      continue
    }
    const named = nodesAt(tree, depth).filter((one) => one.policy === policy)
    for (const one of named) one.expected = [...new Set(mapped)]
    if (named.length > 0) continue
    for (const parent of nodesAt(tree, depth - 1)) {
      if (parent.policy !== ANY_POLICY || !parent.children.some((child) => child.policy === ANY_POLICY)) continue
      parent.children.push({ ...node(policy, depth), expected: [...new Set(mapped)] })
    }
  }
}

/** §6.1.5 (g), and the policies that are left, in the anchor's domain. */
function intersection(tree: TreeNode, depth: number, initial: readonly string[]): string[] {
  const everything = initial.includes(ANY_POLICY)
  const open = nodesAt(tree, depth).some(({ policy }) => policy === ANY_POLICY)
  if (open && !everything) return [...initial]
  const found = new Set<string>()
  const walk = (parent: TreeNode): void => {
    if (parent.policy !== ANY_POLICY) return
    for (const child of parent.children) {
      if (child.policy !== ANY_POLICY || child.depth === depth) found.add(child.policy)
      walk(child)
    }
  }
  walk(tree)
  return [...found].filter((policy) => everything || initial.includes(policy)).sort()
}
