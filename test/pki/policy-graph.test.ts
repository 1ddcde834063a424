import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBudget, DEFAULT_PATH_LIMITS } from '../../src/pki/budget.ts'
import { ANY_POLICY } from '../../src/pki/extensions/policies.ts'
import {
  addLevel,
  applyMappings,
  createPolicyGraph,
  isEmptyGraph,
  userConstrainedPolicies,
} from '../../src/pki/policy-graph.ts'
import { type PolicyLevel, treePolicies } from '../support/policy-tree.ts'
import {
  AUTHORITY,
  authority,
  certificatePolicies,
  inhibitAnyPolicy,
  type Party,
  party,
  policyConstraints,
  policyMappings,
  subscriber,
} from '../support/x509-builder.ts'
import { verdictOn } from '../support/x509-verdict.ts'

function graphPolicies(levels: readonly PolicyLevel[], initialPolicySet: readonly string[]): string[] {
  const budget = createBudget(DEFAULT_PATH_LIMITS)
  const graph = createPolicyGraph()
  for (const [index, { policies, anyPolicyCounts, mappings, mappingAllowed }] of levels.entries()) {
    expect(addLevel(graph, policies, anyPolicyCounts, budget)).toBeUndefined()
    if (index < levels.length - 1) applyMappings(graph, mappings, mappingAllowed)
  }
  return isEmptyGraph(graph) ? [] : userConstrainedPolicies(graph, initialPolicySet)
}

const policy = fc.constantFrom('1.1', '1.2', '1.3', '1.4')
const policyOrAny = fc.oneof({ arbitrary: policy, weight: 5 }, { arbitrary: fc.constant(ANY_POLICY), weight: 1 })
const level: fc.Arbitrary<PolicyLevel> = fc.record({
  policies: fc.option(fc.uniqueArray(policyOrAny, { minLength: 1, maxLength: 4 }), { nil: undefined, freq: 12 }),
  anyPolicyCounts: fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, { arbitrary: fc.constant(false), weight: 1 }),
  mappings: fc.array(fc.record({ issuerDomainPolicy: policy, subjectDomainPolicy: policy }), { maxLength: 4 }),
  mappingAllowed: fc.oneof({ arbitrary: fc.constant(true), weight: 5 }, { arbitrary: fc.constant(false), weight: 1 }),
})

it('finds the policies that the tree of RFC 5280 §6.1 finds', () => {
  fc.assert(
    fc.property(
      fc.array(level, { minLength: 1, maxLength: 5 }),
      fc.uniqueArray(policyOrAny, { minLength: 1, maxLength: 3 }),
      (levels, initialPolicySet) => {
        expect(graphPolicies(levels, initialPolicySet)).toEqual(treePolicies(levels, initialPolicySet))
      },
    ),
    { numRuns: 2000 },
  )
})

describe('stays small', () => {
  const root = party('Root')
  const range = (count: number) => Array.from({ length: count }, (_, i) => i)

  /** Each CA asserts every policy and maps every policy to every policy: the tree would have breadth^depth leaves. */
  function explosion(depth: number, breadth: number) {
    const policies = range(breadth).map((i) => `1.2.3.${i}`)
    const every = policies.flatMap((one) => policies.map((other) => [one, other] as const))
    const cas: Party[] = range(depth).map((i) => party(`CA ${i}`))
    const candidates = cas.map((ca, i) =>
      authority(ca, cas[i - 1] ?? root, [...AUTHORITY, certificatePolicies(...policies), policyMappings(...every)]),
    )
    const leaf = subscriber(party('Person'), cas.at(-1) ?? root, certificatePolicies(...policies))
    return { leaf, anchors: [authority(root)], candidates }
  }

  it('when eighteen CAs map thirty policies to one another', () => {
    const verdict = verdictOn({
      ...explosion(18, 30),
      policies: {
        initialPolicySet: ['1.2.3.7'],
        explicitPolicy: true,
        inhibitPolicyMapping: false,
        inhibitAnyPolicy: false,
      },
    })
    expect(verdict.verdict === 'valid' && verdict.policies).toEqual(['1.2.3.7'])
  })

  it('and ends in a budget beyond that', () => {
    const verdict = verdictOn(explosion(18, 55))
    expect(verdict.verdict === 'invalid' && verdict.failure.data).toEqual({ budget: 'policyNodes' })
  })
})

describe('through certificates', () => {
  const [root, ca, person] = [party('Root'), party('CA'), party('Person')]
  const anchors = [authority(root)]
  const inputs = {
    initialPolicySet: [ANY_POLICY],
    explicitPolicy: false,
    inhibitPolicyMapping: false,
    inhibitAnyPolicy: false,
  }

  function policiesOf(caExtensions: readonly Buffer[], leafExtensions: readonly Buffer[], policies = inputs) {
    const candidates = [authority(ca, root, [...AUTHORITY, ...caExtensions])]
    const verdict = verdictOn({ leaf: subscriber(person, ca, ...leafExtensions), anchors, candidates, policies })
    return verdict.verdict === 'valid' ? verdict.policies : verdict.failure.code
  }

  it('a leaf under a policy that its CA does not have, when one is required', () =>
    expect(
      policiesOf([certificatePolicies('1.2.3')], [certificatePolicies('1.2.4')], { ...inputs, explicitPolicy: true }),
    ).toBe('pki.no-acceptable-policy'))

  it('and when the CA requires one', () =>
    expect(policiesOf([certificatePolicies('1.2.3'), policyConstraints(0)], [certificatePolicies('1.2.4')])).toBe(
      'pki.no-acceptable-policy',
    ))

  it('and when nobody requires one', () =>
    expect(policiesOf([certificatePolicies('1.2.3')], [certificatePolicies('1.2.4')])).toEqual([]))

  it('a mapped policy goes by its name in the domain of the anchor', () =>
    expect(
      policiesOf([certificatePolicies('1.2.3'), policyMappings(['1.2.3', '1.2.4'])], [certificatePolicies('1.2.4')]),
    ).toEqual(['1.2.3']))

  it('nobody maps anyPolicy', () =>
    expect(policiesOf([certificatePolicies('1.2.3'), policyMappings([ANY_POLICY, '1.2.4'])], [])).toBe(
      'pki.any-policy-mapped',
    ))

  it('anyPolicy of the CA lets the leaf name its own', () =>
    expect(policiesOf([certificatePolicies(ANY_POLICY)], [certificatePolicies('1.2.4')])).toEqual(['1.2.4']))

  it('anyPolicy of the leaf counts for nothing once inhibited', () =>
    expect(
      policiesOf([certificatePolicies('1.2.3'), inhibitAnyPolicy(0)], [certificatePolicies(ANY_POLICY)], {
        ...inputs,
        explicitPolicy: true,
      }),
    ).toBe('pki.no-acceptable-policy'))
})
