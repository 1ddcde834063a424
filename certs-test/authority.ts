import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AUTHORITIES, type AuthorityId, type AuthorityPlan, addressesOf } from './authorities.ts'
import { type Issuer, issueCertificate, sha256Of, toPem } from './certificate.ts'
import { DAY_MS, YEAR_MS } from './durations.ts'
import {
  authorityConstraints,
  authorityInfoAccess,
  authorityKeyIdentifier,
  certificatePolicies,
  crlDistributionPoints,
  endEntityConstraints,
  extendedKeyUsage,
  keyUsage,
  ocspNoCheck,
  subjectKeyIdentifier,
} from './extensions.ts'
import { type KeyKind, keyIdentifier, makeKey } from './keys.ts'
import { encodeName, type Name, withValue } from './name.ts'
import type { OcspResponder } from './ocsp-response.ts'
import { hexSerial, type RegisterEntry } from './register.ts'
import { writeAtOnce } from './write-at-once.ts'

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

const filesOf = (folder: string, id: AuthorityId) => ({
  certificate: join(folder, 'authorities', `${id}.pem`),
  key: join(folder, 'authorities', `${id}.key.pem`),
  responderCertificate: join(folder, 'authorities', `${id}.ocsp.pem`),
  responderKey: join(folder, 'authorities', `${id}.ocsp.key.pem`),
})

const pemKey = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' })

/**
 * Makes an authority and, where it answers OCSP, its responder; writes them below the folder.
 * @returns the entry for its issuer's register.
 */
export async function makeAuthority(request: {
  readonly id: AuthorityId
  readonly folder: string
  readonly at: number
  readonly baseUrl: string
  readonly keyKind: KeyKind
  readonly serial: () => bigint
  /** Of the issuer; absent for a root. */
  readonly issuer: Issuer | null
  readonly imitated: Issuer | null
}): Promise<RegisterEntry> {
  const { id, folder, at, baseUrl, issuer, imitated } = request
  const plan = AUTHORITIES[id]
  const key = await makeKey(id === 'tls' ? 'p-256' : request.keyKind)
  const publicKey = publicKeyOf(key)
  const self = {
    name: encodeName(plan.subject),
    key,
    keyIdentifier: imitated?.keyIdentifier ?? keyIdentifier(publicKey, 'short'),
  }
  const signer = issuer ?? self
  const addresses = addressesOf(plan.issuer, baseUrl)
  const serial = request.serial()
  const certificate = issueCertificate(
    {
      serial,
      issuer: signer.name,
      subject: self.name,
      notBeforeAt: at - 8 * YEAR_MS,
      notAfterAt: at + 12 * YEAR_MS,
      publicKey,
      extensions: [
        authorityConstraints(plan.pathLength),
        keyUsage('keyCertSign', 'cRLSign'),
        subjectKeyIdentifier(self.keyIdentifier),
        ...(issuer === null ? [] : [authorityKeyIdentifier(issuer.keyIdentifier)]),
        ...(plan.policies.length === 0 ? [] : [certificatePolicies(plan.policies, addresses.practice)]),
        ...(issuer === null || addresses.crl.length === 0
          ? []
          : [crlDistributionPoints(addresses.crl), authorityInfoAccess(addresses)]),
      ],
    },
    signer.key,
  )
  const files = filesOf(folder, id)
  writeAtOnce(files.certificate, toPem('CERTIFICATE', certificate))
  writeAtOnce(files.key, pemKey(key))
  const entry = { authority: plan.issuer, serial: hexSerial(serial), revocation: null }
  if (!plan.publishes.ocsp) return entry

  const responderKey = await makeKey('p-256')
  const responder = delegateOcsp({
    at,
    serial: request.serial(),
    issuer: self,
    subject: plan.subject,
    key: responderKey,
  })
  writeAtOnce(files.responderCertificate, toPem('CERTIFICATE', responder))
  writeAtOnce(files.responderKey, pemKey(responderKey))
  return entry
}

/** A responder's certificate, issued by the authority whose answers it signs (RFC 6960 §4.2.2.2). */
export function delegateOcsp(request: {
  readonly at: number
  readonly serial: bigint
  readonly issuer: Issuer
  /** Of the authority. */
  readonly subject: Name
  readonly key: KeyObject
}): Buffer {
  const { at, serial, issuer, subject, key } = request
  const publicKey = publicKeyOf(key)
  return issueCertificate(
    {
      serial,
      issuer: issuer.name,
      subject: encodeName(withValue(subject, 'CN', 'Répondeur OCSP (essai)')),
      notBeforeAt: at - DAY_MS,
      notAfterAt: at + 2 * YEAR_MS,
      publicKey,
      extensions: [
        endEntityConstraints(),
        keyUsage('digitalSignature'),
        extendedKeyUsage('ocspSigning'),
        ocspNoCheck(),
        subjectKeyIdentifier(keyIdentifier(publicKey, 'short')),
        authorityKeyIdentifier(issuer.keyIdentifier),
      ],
    },
    issuer.key,
  )
}

/** Reads an authority of the folder back. */
export function readAuthority(folder: string, id: AuthorityId): Authority {
  const files = filesOf(folder, id)
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
