import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import { toHexadecimal } from '../der/octets.ts'
import { fingerprint } from './fingerprint.ts'
import type { RevocationReason } from './revocation-reason.ts'

/** One certificate that was once found revoked or on hold: remembered whatever later lists forget (threat 16). */
export type RevokedCertificate = RevokedCertificateKey & {
  readonly reason: RevocationReason
  readonly revokedAt: number
  /** When the statement that said so was made: only a later one may end a hold. */
  readonly statedAt: number
}

/** The issuer by its key, never by its name. */
export type RevokedCertificateKey = {
  /** SHA-256 of the issuer's SubjectPublicKeyInfo, lower-case hexadecimal. */
  readonly issuerKeySha256: string
  /** Content octets of the INTEGER, lower-case hexadecimal. */
  readonly serialNumber: string
}

/** What must outlive every process and every list. */
export interface RevokedRegister {
  find(key: RevokedCertificateKey): Promise<RevokedCertificate | undefined>
  /**
   * Writes down a revocation, durably before it resolves. A hold never replaces a revocation for good; anything replaces
   * a hold.
   */
  record(certificate: RevokedCertificate): Promise<void>
}

export const revokedCertificateKey = (
  { serialNumber }: Certificate,
  issuerKey: SubjectPublicKey,
): RevokedCertificateKey => ({
  issuerKeySha256: fingerprint(issuerKey.der),
  serialNumber: toHexadecimal(serialNumber),
})
