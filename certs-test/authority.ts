/** An authority of the test PKI, as it stands in its folder. */
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AUTHORITIES, type AuthorityId, type AuthorityPlan } from './authorities.ts'
import { type Issuer, sha256Of } from './certificate.ts'
import { keyIdentifier } from './keys.ts'
import { encodeName } from './name.ts'
import type { OcspResponder } from './ocsp-response.ts'

export interface Authority extends Issuer {
  readonly id: AuthorityId
  readonly plan: AuthorityPlan
  /** DER. */
  readonly certificate: Buffer
  /** PEM file. */
  readonly certificatePath: string
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer
  /** Lower-case hexadecimal SHA-256 of the certificate: what an operator pins. */
  readonly sha256: string
  readonly ocspResponder: OcspResponder | null
}

export const publicKeyOf = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' })

export const authorityFiles = (folder: string, id: AuthorityId) => ({
  certificate: join(folder, 'authorities', `${id}.pem`),
  key: join(folder, 'authorities', `${id}.key.pem`),
  responderCertificate: join(folder, 'authorities', `${id}.ocsp.pem`),
  responderKey: join(folder, 'authorities', `${id}.ocsp.key.pem`),
})

/** Reads an authority of the folder back. */
export function readAuthority(folder: string, id: AuthorityId): Authority {
  const files = authorityFiles(folder, id)
  const certificate = new X509Certificate(readFileSync(files.certificate))
  const key = createPrivateKey(readFileSync(files.key))
  const plan = AUTHORITIES[id]
  const publicKey = publicKeyOf(key)
  const imitated = plan.imitates === undefined ? null : readAuthority(folder, plan.imitates)
  return {
    id,
    plan,
    name: encodeName(plan.subject),
    key,
    publicKey,
    keyIdentifier: imitated?.keyIdentifier ?? keyIdentifier(publicKey, 'short'),
    certificate: certificate.raw,
    certificatePath: files.certificate,
    sha256: sha256Of(certificate.raw),
    ocspResponder: existsSync(files.responderKey) ? readResponder(files) : null,
  }
}

function readResponder(files: { responderCertificate: string; responderKey: string }): OcspResponder {
  const key = createPrivateKey(readFileSync(files.responderKey))
  const certificate = new X509Certificate(readFileSync(files.responderCertificate)).raw
  return { key, certificate, publicKey: publicKeyOf(key) }
}
