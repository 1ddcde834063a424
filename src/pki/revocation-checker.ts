import type { Failure, Outcome } from '../failures/failure.ts'
import type { SubjectPublicKey } from './algorithms/public-key.ts'
import type { SignatureVerifier } from './algorithms/signature-verifier.ts'
import type { Budget } from './budget.ts'
import type { Certificate } from './certificate.ts'
import type { Name } from './name/name.ts'
import type { Statement } from './revocation/status-finding.ts'
import type { TrustAnchor } from './trust-anchor.ts'

/**
 * Where path validation asks whether a certificate is revoked (RFC 5280 §6.1.3 (a) (3)). It asks last, anchor side
 * first, for every certificate of a path that holds in every other respect: nothing is looked up for a path that is
 * refused anyway, and each issuer handed over here has been found not revoked before its own certificates are asked about.
 */
export type RevocationChecker = (question: RevocationQuestion) => RevocationAnswer

/** Why the certificate counts as not revoked, or why not; the one and the other with what was said about it. */
export type RevocationAnswer =
  | { readonly ok: true; readonly value: RevocationEvidence }
  | { readonly ok: false; readonly failure: Failure; readonly statements: readonly Statement[] }

export interface RevocationQuestion {
  readonly certificate: Certificate
  /** Who issued it, as the path proved it. */
  readonly issuer: CertificateIssuer
  /** Where the path starts; the signer of any status must reach the same (RFC 5280 §6.3.3 (f)). */
  readonly anchor: TrustAnchor
  /** Certificates that may hold other keys of CRL issuers and OCSP responders: claims of strangers, each to be proven. */
  readonly candidates: readonly Certificate[]
  /** Epoch milliseconds. */
  readonly at: number
  /** The call's own: shares its memory of keys and answers, and its budget. */
  readonly signatures: SignatureVerifier
  readonly budget: Budget
  /**
   * Validates the path of another signer of status (CRL issuer, delegated responder) to the same anchor, at the same
   * instant, for no purpose and any policy; usages (cRLSign, OCSPSigning) are for the asker to check.
   *
   * A circle ends here: a signer whose own status is being asked about is answered with its path, which holds but for
   * that status. Its CRL may then speak of itself, and clears itself by not listing itself (PKITS 4.14.30).
   * @param revocation `not-asked` leaves the revocation of the whole path aside (id-pkix-ocsp-nocheck).
   */
  validateSigner(signer: Certificate, revocation?: 'asked' | 'not-asked'): Outcome<SignerPath>
}

export interface CertificateIssuer {
  readonly name: Name
  /** The key that verified the certificate, inherited parameters written in. */
  readonly publicKey: SubjectPublicKey
  /** undefined when the issuer is an anchor given by name and key alone. */
  readonly certificate: Certificate | undefined
}

export interface SignerPath {
  /** Signer first, the certificate next to the anchor last. */
  readonly certificates: readonly Certificate[]
  /** The signer's key, inherited parameters written in: what its CRL or answer is verified with. */
  readonly publicKey: SubjectPublicKey
  /** Who issued the signer's certificate. */
  readonly issuer: CertificateIssuer
  /** What its own status rests on; empty when that was not asked, or is being asked. */
  readonly statements: readonly Statement[]
}

/** Why the certificate counts as not revoked. */
export interface RevocationEvidence {
  readonly source: 'crl' | 'ocsp' | 'not-required'
  /** One clause for the explanation: which list or answer, of when. */
  found(): string
  /** The signed statements relied on, to be kept so that the decision can be replayed. */
  readonly statements: readonly Statement[]
  /** Let in by a named policy although nothing current says "not revoked": to be flagged, asked again, and undone. */
  readonly grace?: { readonly because: 'unavailable' | 'expired'; readonly untilAt: number }
}
