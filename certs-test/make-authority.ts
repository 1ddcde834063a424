import type { KeyObject } from 'node:crypto'
import { AUTHORITIES, type AuthorityId, addressesOf } from './authorities.ts'
import { authorityFiles, publicKeyOf } from './authority.ts'
import { type Issuer, issueCertificate, toPem } from './certificate.ts'
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
import { hexSerial, type RegisterEntry } from './register.ts'
import { writeAtOnce } from './write-at-once.ts'

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
  const files = authorityFiles(folder, id)
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

const pemKey = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' })
