import type { SubjectPublicKey } from './algorithms/public-key.ts'
import type { Certificate } from './certificate.ts'
import type { Name } from './name/name.ts'

/** What trust starts from: a name and a key (RFC 5280 §6.1.1 (d)), and the certificate that brought them, if any. */
export interface TrustAnchor {
  readonly name: Name
  readonly publicKey: SubjectPublicKey
  /** Read for its key identifier, and for its constraints when they are to be applied (RFC 5937). */
  readonly certificate: Certificate | undefined
}

/** The anchor that a certificate stands for. Neither its signature nor its dates are looked at: it is pinned. */
export const trustAnchorOf = (certificate: Certificate): TrustAnchor => ({
  name: certificate.subject,
  publicKey: certificate.publicKey,
  certificate,
})
