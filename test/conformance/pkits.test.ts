/**
 * NIST's Public Key Interoperability Test Suite, 1.0.1: its 224 tests as 249 runs, each alone and each with every
 * certificate and list of the suite offered at once. The certificates come from Debian's python3-cryptography-vectors.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CONFORMANCE_ALGORITHMS } from '../../src/pki/algorithms/algorithm-policy.ts'
import { validateEncoded } from '../../src/pki/encoded-validation.ts'
import { ANY_POLICY } from '../../src/pki/extensions/policies.ts'
import { PATH_ONLY } from '../../src/pki/purpose.ts'
import { checkAgainst } from '../../src/pki/revocation/checker.ts'
import { pathTo } from '../support/debian.ts'
import { needs } from '../support/needs.ts'

type PolicyLabel = 'any' | number

interface PkitsCase {
  readonly id: string
  readonly name: string
  /** File names: issuer first, target last; the anchor is the same for all. */
  readonly certificates: readonly string[]
  readonly crls: readonly string[]
  readonly initialPolicySet?: readonly PolicyLabel[]
  readonly explicitPolicy?: boolean
  readonly inhibitPolicyMapping?: boolean
  readonly inhibitAnyPolicy?: boolean
  /** The user-constrained policy set of a valid path; without it the path is invalid. */
  readonly policies?: readonly PolicyLabel[]
}

const CASES = readFileSync(join(import.meta.dirname, 'pkits-cases.ndjson'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as PkitsCase)

const AT = Date.UTC(2011, 3, 15)
const TEST_POLICIES = '2.16.840.1.101.3.2.1.48'
const policyOf = (label: PolicyLabel): string => (label === 'any' ? ANY_POLICY : `${TEST_POLICIES}.${label}`)

needs('pkits-vectors')('NIST PKITS', () => {
  const files = new Map<string, Uint8Array>()

  function read(folder: 'certs' | 'crls', name: string): Uint8Array {
    const path = join(pathTo('pkits-vectors'), folder, name)
    const bytes = files.get(path) ?? readFileSync(path)
    files.set(path, bytes)
    return bytes
  }

  const readAll = (folder: 'certs' | 'crls'): Uint8Array[] =>
    readdirSync(join(pathTo('pkits-vectors'), folder)).map((name) => read(folder, name))

  const plain = ({ certificates, crls }: PkitsCase) => ({
    candidates: certificates.slice(0, -1).map((name) => read('certs', `${name}.crt`)),
    crls: crls.map((name) => read('crls', `${name}.crl`)),
  })
  const pooled = () => ({ candidates: readAll('certs'), crls: readAll('crls') })

  function judge(test: PkitsCase, { candidates, crls }: ReturnType<typeof plain>) {
    const verdict = validateEncoded({
      leaf: read('certs', `${test.certificates.at(-1)}.crt`),
      anchors: [read('certs', 'TrustAnchorRootCertificate.crt')],
      candidates,
      at: AT,
      purpose: PATH_ONLY,
      algorithms: CONFORMANCE_ALGORITHMS,
      revocation: checkAgainst({ crls, ocsps: [] }, 'required'),
      policies: {
        initialPolicySet: (test.initialPolicySet ?? ['any']).map(policyOf),
        explicitPolicy: test.explicitPolicy ?? false,
        inhibitPolicyMapping: test.inhibitPolicyMapping ?? false,
        inhibitAnyPolicy: test.inhibitAnyPolicy ?? false,
      },
    })
    return verdict.verdict === 'valid' ? verdict.policies : verdict.verdict
  }

  const expected = ({ policies }: PkitsCase) => policies?.map(policyOf).sort() ?? 'invalid'

  it('is whole', () => expect(CASES).toHaveLength(249))

  it.each(CASES)('$id $name', (test) => expect(judge(test, plain(test))).toEqual(expected(test)))

  it.each(CASES)('$id $name, pooled', (test) => expect(judge(test, pooled())).toEqual(expected(test)))
})
