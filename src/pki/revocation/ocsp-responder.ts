/** Who may answer for an issuer: RFC 6960 §4.2.2.2. */
import { createHash } from 'node:crypto'
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import { sameOctets } from '../der/octets.ts'
import { KeyPurpose } from '../extensions/extended-key-usage.ts'
import { KeyUsage } from '../extensions/key-usage.ts'
import type { Name } from '../name/name.ts'
import { sameName } from '../name/name-comparison.ts'
import type { RevocationQuestion, SignerPath } from '../revocation-checker.ts'
import type { OcspResponse, ResponderId } from './ocsp-response.ts'

/** Why a responder may answer: what its own status rests on. */
export type ResponderAuthority = Pick<SignerPath, 'statements'>

const ISSUER: ResponderAuthority = { statements: [] }

/**
 * @returns the authority of whoever signed the answer: the issuer of the certificate asked about, with the same key, or
 * somebody whom that very key certified for OCSP and who is not revoked; undefined for everybody else.
 */
export function authorityOfResponder(
  response: OcspResponse,
  question: RevocationQuestion,
): ResponderAuthority | undefined {
  const { issuer, candidates, signatures, budget } = question
  if (identifies(response.responder, issuer.name, issuer.publicKey)) {
    if (signatures.verify(response, issuer.publicKey) === undefined) return ISSUER
  }
  const offered = [...response.certificates, ...candidates]
  if (budget.spend('nameComparisons', offered.length) !== undefined) return undefined
  for (const certificate of offered) {
    if (!identifies(response.responder, certificate.subject, certificate.publicKey)) continue
    if (!isDelegate(certificate, question)) continue
    if (signatures.verify(response, certificate.publicKey) !== undefined) continue
    const path = question.validateSigner(certificate, mayGoUnchecked(certificate) ? 'not-asked' : 'asked')
    if (path.ok) return path.value
  }
  return undefined
}

function identifies(responder: ResponderId, name: Name, { key }: SubjectPublicKey): boolean {
  if ('byName' in responder) return sameName(responder.byName, name)
  return sameOctets(responder.byKey, createHash('sha1').update(key).digest())
}

/** Named for OCSP and for nothing vaguer, certified by the issuer's own key, and never a witness in its own cause. */
function isDelegate(certificate: Certificate, { certificate: asked, issuer, signatures }: RevocationQuestion): boolean {
  const { extendedKeyUsage, keyUsage } = certificate.extensions
  return (
    extendedKeyUsage?.includes(KeyPurpose.ocspSigning) === true &&
    (keyUsage === undefined || (keyUsage & (KeyUsage.digitalSignature | KeyUsage.nonRepudiation)) !== 0) &&
    !sameOctets(certificate.der, asked.der) &&
    sameName(certificate.issuer, issuer.name) &&
    signatures.verify(certificate, issuer.publicKey) === undefined
  )
}

/** id-pkix-ocsp-nocheck: the issuer stands in for the short life of this certificate (RFC 6960 §4.2.2.2.1). */
const mayGoUnchecked = (certificate: Certificate): boolean => certificate.extensions.ocspNoCheck === true
