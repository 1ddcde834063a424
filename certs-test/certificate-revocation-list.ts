import { type Issuer, signed } from './certificate.ts'
import { enumerated, integer, sequence, tagged, time } from './der-writer.ts'
import { authorityKeyIdentifier, extension } from './extensions.ts'
import { EXTENSION } from './object-identifiers.ts'
import { REVOCATION_REASON, type RevocationReason } from './revocation-reason.ts'

export interface RevokedCertificate {
  readonly serial: bigint
  readonly revokedAt: number
  readonly reason: RevocationReason
}

export interface RevocationListContent {
  readonly number: number
  readonly thisUpdateAt: number
  readonly nextUpdateAt: number
  readonly revoked: readonly RevokedCertificate[]
  /** Encoded, after the authority key identifier and the number. */
  readonly extensions?: readonly Buffer[]
}

/** @returns a complete CRL, version 2, DER (RFC 5280 §5). */
export function issueRevocationList(content: RevocationListContent, issuer: Issuer): Buffer {
  const extensions = [
    authorityKeyIdentifier(issuer.keyIdentifier),
    extension(EXTENSION.cRLNumber, integer(content.number)),
    ...(content.extensions ?? []),
  ]
  return signed(
    (algorithm) =>
      sequence(
        integer(1),
        algorithm,
        issuer.name,
        time(content.thisUpdateAt),
        time(content.nextUpdateAt),
        // RFC 5280 §5.1.2.6: no revoked certificate, no list.
        ...(content.revoked.length === 0 ? [] : [sequence(...content.revoked.map(entry))]),
        tagged(0, sequence(...extensions)),
      ),
    issuer.key,
  )
}

/** RFC 5280 §5.3.1: "unspecified" is said by leaving the reason out. */
const entry = ({ serial, revokedAt, reason }: RevokedCertificate) =>
  sequence(
    integer(serial),
    time(revokedAt),
    ...(reason === 'unspecified'
      ? []
      : [sequence(extension(EXTENSION.reasonCode, enumerated(REVOCATION_REASON[reason])))]),
  )
