/** From what the sources say of a certificate to one answer. */
import { defineFailure, type Failure } from '../../failures/failure.ts'
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import { toHexadecimal } from '../der/octets.ts'
import type { RevocationAnswer, RevocationEvidence } from '../revocation-checker.ts'
import { fingerprint } from './fingerprint.ts'
import type { Leniency, RevocationPolicy, StatusSource } from './policy.ts'
import type { RevocationReason } from './revocation-reason.ts'
import { type RevokedCertificate, type RevokedCertificateKey, revokedCertificateKey } from './revoked-register.ts'
import type { GoodFinding, RevokedFinding, Statement, StatusFinding } from './status-finding.ts'

type RevocationFacts = RevokedCertificateKey & {
  readonly reason: RevocationReason
  readonly revokedAt: number
  readonly statedAt: number
  readonly evidence: readonly string[]
}

const explainRevocation = ({ serialNumber, reason, revokedAt }: RevocationFacts): string =>
  `Serial number ${serialNumber}, ${reason}, on ${new Date(revokedAt).toISOString()}.`

export const certificateRevoked = defineFailure<RevocationFacts>(
  'pki.revoked',
  'unauthenticated',
  'The issuer has revoked the certificate.',
  explainRevocation,
)

export const certificateOnHold = defineFailure<RevocationFacts>(
  'pki.on-hold',
  'unauthenticated',
  'The issuer has suspended the certificate.',
  explainRevocation,
)

export const statusUnknown = defineFailure<{ serialNumber: string; evidence: readonly string[] }>(
  'pki.revocation-unknown',
  'unauthenticated',
  'The OCSP responder does not know the certificate.',
  ({ serialNumber }) => `Serial number ${serialNumber}.`,
)

export const revocationExpired = defineFailure<{
  serialNumber: string
  expiredAt: number
  evidence: readonly string[]
}>(
  'pki.revocation-expired',
  'unavailable',
  'The latest answer about the revocation of the certificate is past its next update.',
  ({ serialNumber, expiredAt }) => `Serial number ${serialNumber}; expired on ${new Date(expiredAt).toISOString()}.`,
)

export const revocationUnavailable = defineFailure<{ serialNumber: string; refused: readonly string[] }>(
  'pki.revocation-unavailable',
  'unavailable',
  'There is no believable answer about the revocation of the certificate.',
  ({ serialNumber, refused }) => `Serial number ${serialNumber}. ${refused.join(' ') || 'Nothing was at hand.'}`,
)

/** A stranger may offer thousands; support reads ten, and ten statements are kept. */
const MOST_REFUSALS_TOLD = 10

export interface RevocationCase {
  readonly certificate: Certificate
  readonly issuerKey: SubjectPublicKey
  readonly at: number
  readonly findings: Readonly<Record<StatusSource, StatusFinding>>
  /** What the register remembers. */
  readonly remembered: RevokedCertificate | undefined
  /** When this issuer last gave a believable answer about any certificate. */
  readonly lastAnsweredAt: () => number | undefined
}

/** Revoked by anybody, then unknown, then good, then the leniencies: nothing later in this list outweighs anything earlier. */
export function decide(subject: RevocationCase, policy: RevocationPolicy): RevocationAnswer {
  const findings = policy.order.map((source) => subject.findings[source])
  const good = findings.filter((finding) => finding.status === 'good')
  const refusal = refuseRevoked(subject, findings, good, policy) ?? refuseUnknown(subject, findings)
  if (refusal !== undefined) return refusal
  const current = good.find(({ goodUntilAt }) => goodUntilAt >= subject.at)
  if (current !== undefined) return accept(evidenceOf(current))
  const latest = good.toSorted((a, b) => b.goodUntilAt - a.goodUntilAt)[0]
  if (latest !== undefined) return judgeExpired(latest, subject, policy)
  return judgeUnavailable(findings, subject, policy)
}

function refuseRevoked(
  { certificate, issuerKey, remembered }: RevocationCase,
  findings: readonly StatusFinding[],
  good: readonly GoodFinding[],
  { holds }: RevocationPolicy,
): Refusal | undefined {
  const revoked: Pick<RevokedFinding, 'reason' | 'revokedAt' | 'statedAt' | 'statements'>[] = findings.filter(
    (finding) => finding.status === 'revoked',
  )
  if (remembered !== undefined) revoked.push({ ...remembered, statements: [] })
  const forGood = revoked.find(({ reason }) => reason !== 'certificateHold')
  const latest = forGood ?? revoked.toSorted((a, b) => b.statedAt - a.statedAt)[0]
  if (latest === undefined) return undefined
  const { reason, revokedAt, statedAt } = latest
  const key = revokedCertificateKey(certificate, issuerKey)
  const facts = { ...key, reason, revokedAt, statedAt, evidence: latest.statements.map(describe) }
  if (forGood !== undefined) return refuse(certificateRevoked(facts), latest.statements)
  const hasEnded = holds === 'end-with-later-statement' && good.some((finding) => finding.statedAt > statedAt)
  return hasEnded ? undefined : refuse(certificateOnHold(facts), latest.statements)
}

function refuseUnknown({ certificate }: RevocationCase, findings: readonly StatusFinding[]): Refusal | undefined {
  const unknown = findings.find((finding) => finding.status === 'unknown')
  if (unknown === undefined) return undefined
  const serialNumber = toHexadecimal(certificate.serialNumber)
  return refuse(statusUnknown({ serialNumber, evidence: unknown.statements.map(describe) }), unknown.statements)
}

function judgeExpired(
  finding: GoodFinding,
  { certificate, at }: RevocationCase,
  policy: RevocationPolicy,
): RevocationAnswer {
  const expiredAt = finding.goodUntilAt
  const untilAt = endOf(policy.expired, expiredAt)
  if (at <= untilAt) return accept({ ...evidenceOf(finding), grace: { because: 'expired', untilAt } })
  const evidence = finding.statements.map(describe)
  const serialNumber = toHexadecimal(certificate.serialNumber)
  return refuse(revocationExpired({ serialNumber, expiredAt, evidence }), finding.statements)
}

function judgeUnavailable(
  findings: readonly StatusFinding[],
  { certificate, at, lastAnsweredAt }: RevocationCase,
  policy: RevocationPolicy,
): RevocationAnswer {
  const refusals = findings.flatMap((finding) => (finding.status === 'undetermined' ? finding.refusals : []))
  if (policy.requirement === 'when-present' && refusals.length === 0) {
    return accept({ source: 'not-required', found: () => 'nothing at hand, and nothing required', statements: [] })
  }
  const untilAt = endOf(policy.unavailable, lastAnsweredAt() ?? Number.NEGATIVE_INFINITY)
  if (at <= untilAt) {
    const found = () => `no answer; let in until ${new Date(untilAt).toISOString()}`
    return accept({ source: 'not-required', found, statements: [], grace: { because: 'unavailable', untilAt } })
  }
  const refused = refusals.slice(0, MOST_REFUSALS_TOLD).map(({ explanation }) => explanation)
  const serialNumber = toHexadecimal(certificate.serialNumber)
  const statements = findings.flatMap((finding) => finding.statements).slice(0, MOST_REFUSALS_TOLD)
  return refuse(revocationUnavailable({ serialNumber, refused }), statements)
}

type Refusal = Extract<RevocationAnswer, { ok: false }>

const accept = (value: RevocationEvidence): RevocationAnswer => ({ ok: true, value })
const refuse = (failure: Failure, statements: readonly Statement[]): Refusal => ({ ok: false, failure, statements })

const endOf = (leniency: Leniency, fromAt: number): number =>
  leniency === 'deny' ? Number.NEGATIVE_INFINITY : fromAt + leniency.allowWithin.seconds * 1000

function evidenceOf({ statements }: GoodFinding): RevocationEvidence {
  const source = statements[0]?.kind === 'ocsp' ? 'ocsp' : 'crl'
  return { source, found: () => `not revoked by ${statements.map(describe).join(', ')}`, statements }
}

/** Enough to find the very statement again. */
const describe = ({ kind, der, thisUpdateAt }: Statement): string =>
  `${kind} of ${new Date(thisUpdateAt).toISOString()} (SHA-256 ${fingerprint(der)})`
