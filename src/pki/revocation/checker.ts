/** Answers path validation's question about revocation from statements at hand; it fetches nothing. */
import type { Failure, Outcome } from '../../failures/failure.ts'
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Budget } from '../budget.ts'
import type { RevocationChecker } from '../revocation-checker.ts'
import type { TrustAnchor } from '../trust-anchor.ts'
import { type Crl, parseCrl } from './crl.ts'
import { type CrlSet, createCrlSet } from './crl-set.ts'
import { statusFromCrls } from './crl-status.ts'
import { decide } from './decide.ts'
import { type OcspResponse, parseOcspResponse } from './ocsp-response.ts'
import { statusFromOcsp } from './ocsp-status.ts'
import { type RevocationPolicy, STRICT_REVOCATION } from './policy.ts'
import { type RevokedCertificate, type RevokedCertificateKey, revokedCertificateKey } from './revoked-register.ts'
import type { StatusFinding } from './status-finding.ts'

/** Everything known about revocation while one validation runs. */
export interface RevocationMaterial {
  readonly lists: CrlSet
  readonly answers: readonly OcspResponse[]
  /** Statements that could not be read: nobody knows whom they were about, so they count against everybody's silence. */
  readonly unreadable?: readonly Failure[]
  readonly remembered?: (key: RevokedCertificateKey) => RevokedCertificate | undefined
  readonly lastAnsweredAt?: (issuerKey: SubjectPublicKey) => number | undefined
}

/** @param policyFor what the operator decided for the authority at which the path starts. */
export function createRevocationChecker(
  material: RevocationMaterial,
  policyFor: (anchor: TrustAnchor) => RevocationPolicy,
): RevocationChecker {
  const { lists, answers, unreadable = [], remembered, lastAnsweredAt } = material
  return (question) => {
    const { certificate, issuer, anchor, at } = question
    const issuerKey = issuer.publicKey
    const policy = policyFor(anchor)
    const findings = {
      ocsp: statusFromOcsp(question, answers, policy),
      crl: withRefusals(statusFromCrls(question, lists, policy.clockSkewSeconds), unreadable),
    }
    const subject = {
      certificate,
      issuerKey,
      at,
      findings,
      remembered: remembered?.(revokedCertificateKey(certificate, issuerKey)),
      lastAnsweredAt: () => lastAnsweredAt?.(issuerKey),
    }
    const decided = decide(subject, policy)
    // Whoever makes us run out of work must not thereby become "unavailable", nor anything else that lets in.
    const overspent = exhausted(question.budget)
    const isOpen = decided.ok || decided.failure.category === 'unavailable'
    return isOpen && overspent !== undefined ? { ok: false, failure: overspent, statements: [] } : decided
  }
}

const exhausted = (budget: Budget): Failure | undefined =>
  budget.spend('signatures', 0) ?? budget.spend('nameComparisons', 0) ?? budget.spend('steps', 0)

function withRefusals(finding: StatusFinding, more: readonly Failure[]): StatusFinding {
  return finding.status === 'undetermined' ? { ...finding, refusals: [...finding.refusals, ...more] } : finding
}

/** The checker of the command line and of the conformance suites: these lists and answers, and nothing else. */
export function checkAgainst(
  given: { readonly crls: readonly Uint8Array[]; readonly ocsps: readonly Uint8Array[] },
  requirement: RevocationPolicy['requirement'],
): RevocationChecker {
  const unreadable: Failure[] = []
  const readAll = <Value>(ders: readonly Uint8Array[], parse: (der: Uint8Array) => Outcome<Value>): Value[] =>
    ders.flatMap((der) => {
      const parsed = parse(der)
      if (parsed.ok) return [parsed.value]
      unreadable.push(parsed.failure)
      return []
    })
  const lists = createCrlSet(readAll<Crl>(given.crls, parseCrl))
  const answers = readAll(given.ocsps, parseOcspResponse)
  const policy = { ...STRICT_REVOCATION, requirement }
  return createRevocationChecker({ lists, answers, unreadable }, () => policy)
}
