import { createHash, type KeyObject, sign } from 'node:crypto'
import { bitString, integer, nullValue, objectIdentifier, sequence, tagged, time } from './der-writer.ts'

export type SignatureHash = 'sha256' | 'sha1'

const ALGORITHM = {
  rsa: { sha256: '1.2.840.113549.1.1.11', sha1: '1.2.840.113549.1.1.5' },
  ec: { sha256: '1.2.840.10045.4.3.2', sha1: '1.2.840.10045.4.1' },
} as const

/** AlgorithmIdentifier of a signature: RSA carries NULL parameters, ECDSA none (RFC 4055, RFC 5758). */
function signatureAlgorithm(key: KeyObject, hash: SignatureHash): Buffer {
  return key.asymmetricKeyType === 'ec'
    ? sequence(objectIdentifier(ALGORITHM.ec[hash]))
    : sequence(objectIdentifier(ALGORITHM.rsa[hash]), nullValue())
}

/** SEQUENCE { to be signed, algorithm, signature, trailer }: the shape of certificates, CRLs and OCSP answers. */
export function signed(
  toBeSigned: (algorithm: Buffer) => Buffer,
  key: KeyObject,
  hash: SignatureHash = 'sha256',
  ...trailer: readonly Buffer[]
): Buffer {
  const algorithm = signatureAlgorithm(key, hash)
  const content = toBeSigned(algorithm)
  return sequence(content, algorithm, bitString(sign(hash, content, key)), ...trailer)
}

/** Who signs certificates, CRLs and OCSP answers. */
export interface Issuer {
  /** Encoded subject. */
  readonly name: Buffer
  readonly key: KeyObject
  readonly keyIdentifier: Buffer
}

export interface CertificateContent {
  /** Positive, at most 20 octets (RFC 5280 §4.1.2.2). */
  readonly serial: bigint
  /** Encoded names. */
  readonly issuer: Buffer
  readonly subject: Buffer
  readonly notBeforeAt: number
  readonly notAfterAt: number
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer
  readonly extensions: readonly Buffer[]
}

/** @returns an X.509 v3 certificate, DER. Nothing is checked: wrong certificates are what this room is for. */
export function issueCertificate(content: CertificateContent, issuerKey: KeyObject, hash: SignatureHash = 'sha256') {
  return signed(
    (algorithm) =>
      sequence(
        tagged(0, integer(2)),
        integer(content.serial),
        algorithm,
        content.issuer,
        sequence(time(content.notBeforeAt), time(content.notAfterAt)),
        content.subject,
        content.publicKey,
        ...(content.extensions.length === 0 ? [] : [tagged(3, sequence(...content.extensions))]),
      ),
    issuerKey,
    hash,
  )
}

/** PEM of a DER object. */
export const toPem = (label: 'CERTIFICATE' | 'X509 CRL', der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`

/** Lower-case hexadecimal. */
export const sha256Of = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')
