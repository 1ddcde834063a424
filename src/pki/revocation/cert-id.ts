import { createHash } from 'node:crypto'
import { type AlgorithmIdentifier, isNull, readAlgorithmIdentifier } from '../algorithms/algorithm-identifier.ts'
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { encodeDer } from '../der/encode-der.ts'
import { sameOctets } from '../der/octets.ts'

/** How OCSP names a certificate (RFC 6960 §4.1.1): by its issuer's name and key, hashed, and its serial number. */
export interface CertId {
  readonly hashAlgorithm: AlgorithmIdentifier
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  readonly serialNumber: Uint8Array
}

export type CertIdHash = 'sha1' | 'sha256'

/** SHA-1 only points here: what it points to is then compared and signed with stronger means (RFC 9654 §3.1). */
const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** AlgorithmIdentifier with NULL parameters, as every responder understands it. */
const ENCODED_HASHES: Readonly<Record<CertIdHash, Uint8Array>> = {
  sha1: Buffer.from('300906052b0e03021a0500', 'hex'),
  sha256: Buffer.from('300d06096086480165030402010500', 'hex'),
}

export function readCertId(reader: DerReader): CertId {
  return reader.sequence(() => ({
    hashAlgorithm: readAlgorithmIdentifier(reader),
    issuerNameHash: reader.content(DerTag.octetString),
    issuerKeyHash: reader.content(DerTag.octetString),
    serialNumber: reader.integer(),
  }))
}

export function encodeCertId(certificate: Certificate, issuerKey: SubjectPublicKey, hash: CertIdHash): Uint8Array {
  return encodeDer(
    DerTag.sequence,
    ENCODED_HASHES[hash],
    encodeDer(DerTag.octetString, digest(hash, certificate.issuer.der)),
    encodeDer(DerTag.octetString, digest(hash, issuerKey.key)),
    encodeDer(DerTag.integer, certificate.serialNumber),
  )
}

/** All three must agree: a serial number means nothing without its issuer, nor a name without its key. */
export function isCertIdOf(certId: CertId, certificate: Certificate, issuerKey: SubjectPublicKey): boolean {
  const { algorithm, parameters } = certId.hashAlgorithm
  const hash = HASHES[algorithm]
  if (hash === undefined || !(parameters === undefined || isNull(parameters))) return false
  return (
    sameOctets(certId.serialNumber, certificate.serialNumber) &&
    sameOctets(certId.issuerNameHash, digest(hash, certificate.issuer.der)) &&
    sameOctets(certId.issuerKeyHash, digest(hash, issuerKey.key))
  )
}

const digest = (hash: string, octets: Uint8Array): Uint8Array => createHash(hash).update(octets).digest()
