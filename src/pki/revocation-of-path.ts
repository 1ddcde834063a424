import type { Failure } from '../failures/failure.ts'
import { withInheritedParameters } from './algorithms/inherited-parameters.ts'
import type { CheckRecord } from './checks/check.ts'
import type { Path } from './path-building.ts'
import type { PathQuestion } from './path-state.ts'
import type { Statement } from './revocation/status-finding.ts'
import type {
  CertificateIssuer,
  RevocationChecker,
  RevocationEvidence,
  RevocationQuestion,
  SignerPath,
} from './revocation-checker.ts'

export interface RevocationVerdict {
  readonly failure: Failure | undefined
  /** Leaf first. */
  readonly evidence: readonly RevocationEvidence[]
  /** What a refusal rests on. */
  readonly statements: readonly Statement[]
  readonly checks: readonly CheckRecord[]
}

/** RFC 5280 §6.1.3 (a) (3), from the anchor down: an issuer's status is settled before it is believed about another's. */
export function checkRevocation(
  path: Path,
  { question, candidates }: { readonly question: PathQuestion; readonly candidates: RevocationQuestion['candidates'] },
  ask: RevocationChecker,
  validateSigner: RevocationQuestion['validateSigner'],
): RevocationVerdict {
  const { at, signatures, budget } = question
  const { certificates, anchor } = path
  const issuers = issuersOf(path)
  const evidence: RevocationEvidence[] = []
  const checks: CheckRecord[] = []
  for (let position = certificates.length - 1; position >= 0; position--) {
    const certificate = certificates[position]
    const issuer = issuers[position]
    if (certificate === undefined || issuer === undefined) break
    const answer = ask({ certificate, issuer, anchor, candidates, at, signatures, budget, validateSigner })
    const found = () => (answer.ok ? answer.value.found() : answer.failure.explanation)
    checks.push({ check: 'revocation', clause: 'RFC 5280 §6.1.3 (a) (3)', position, passed: answer.ok, found })
    if (!answer.ok) {
      const statements = [...answer.statements, ...statementsIn(evidence)]
      return { failure: answer.failure, evidence: [], statements, checks }
    }
    evidence.unshift(answer.value)
  }
  return { failure: undefined, evidence, statements: [], checks }
}

export const statementsIn = (evidence: readonly RevocationEvidence[]): Statement[] =>
  evidence.flatMap(({ statements }) => statements)

/**
 * The signer at the foot of a path, for those who verify what it signed.
 * @param evidence of the revocation of that path.
 */
export function signerPathOf(path: Path, evidence: readonly RevocationEvidence[] = []): SignerPath | undefined {
  const [signer] = path.certificates
  const [issuer] = issuersOf(path)
  if (signer === undefined || issuer === undefined) return undefined
  const publicKey = withInheritedParameters(signer.publicKey, issuer.publicKey)
  return { certificates: path.certificates, publicKey, issuer, statements: statementsIn(evidence) }
}

/** Who issued each certificate of the path, leaf's issuer first, with the keys that verified them. */
export function issuersOf({ certificates, anchor }: Path): CertificateIssuer[] {
  const issuers: CertificateIssuer[] = [anchor]
  for (const certificate of certificates.slice(1).reverse()) {
    const above = issuers[0]?.publicKey ?? anchor.publicKey
    const publicKey = withInheritedParameters(certificate.publicKey, above)
    issuers.unshift({ name: certificate.subject, publicKey, certificate })
  }
  return issuers
}
