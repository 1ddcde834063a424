import type { AlgorithmIdentifier } from './algorithm-identifier.ts'

/** What X.509 calls SIGNED{...}: a certificate, a CRL, an OCSP answer. */
export interface Signed {
  /** The octets that the signature covers, as received. */
  readonly signedOctets: Uint8Array
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
}
