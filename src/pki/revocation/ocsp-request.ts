import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import { contextConstructed, DerTag } from '../der/der-tag.ts'
import { encodeDer } from '../der/encode-der.ts'
import { type CertIdHash, encodeCertId } from './cert-id.ts'

/** RFC 9654 §2.1: what a client sends. */
export const NONCE_OCTETS = 32

/** id-pkix-ocsp-nonce, 1.3.6.1.5.5.7.48.1.2. */
const ENCODED_NONCE_IDENTIFIER = Buffer.from('06092b0601050507300102', 'hex')

export interface OcspQuestion {
  readonly certificate: Certificate
  readonly issuerKey: SubjectPublicKey
  /** Older responders know SHA-1 alone (RFC 5019 §2.1.1); nothing rests on its strength here. */
  readonly hash: CertIdHash
  /** Fresh random octets; undefined for responders that only serve prepared answers. */
  readonly nonce: Uint8Array | undefined
}

/** @returns an unsigned OCSPRequest about one certificate (RFC 6960 §4.1). */
export function encodeOcspRequest({ certificate, issuerKey, hash, nonce }: OcspQuestion): Uint8Array {
  const request = encodeDer(DerTag.sequence, encodeCertId(certificate, issuerKey, hash))
  const requestList = encodeDer(DerTag.sequence, request)
  const extensions = nonce === undefined ? [] : [encodeNonceExtensions(nonce)]
  return encodeDer(DerTag.sequence, encodeDer(DerTag.sequence, requestList, ...extensions))
}

function encodeNonceExtensions(nonce: Uint8Array): Uint8Array {
  const value = encodeDer(DerTag.octetString, encodeDer(DerTag.octetString, nonce))
  const extension = encodeDer(DerTag.sequence, ENCODED_NONCE_IDENTIFIER, value)
  return encodeDer(contextConstructed(2), encodeDer(DerTag.sequence, extension))
}
