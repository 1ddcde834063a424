import { generateKeyPairSync } from 'node:crypto'
import { issueCertificate } from '../../certs-test/certificate.ts'
import { subjectAltName } from '../../certs-test/extensions.ts'
import { encodeName, type Name, type NameStrings, rfc822Name } from '../../certs-test/name.ts'
import { type Certificate, parseCertificate } from '../../src/pki/certificate.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** A certificate with that subject and those extensions, read back. */
export function someCertificate(content: {
  subject?: Name
  strings?: NameStrings
  emails?: readonly string[]
  extensions?: readonly Buffer[]
}): Certificate {
  const { subject = [['CN', 'Camille FICTIVE']], strings, emails = [], extensions = [] } = content
  const der = issueCertificate(
    {
      serial: 1n,
      issuer: encodeName([['CN', 'Autorité (essai)']]),
      subject: encodeName(subject, strings),
      notBeforeAt: Date.UTC(2025, 0, 1),
      notAfterAt: Date.UTC(2028, 0, 1),
      publicKey: publicKey.export({ format: 'der', type: 'spki' }),
      extensions: [...extensions, ...(emails.length > 0 ? [subjectAltName(...emails.map(rfc822Name))] : [])],
    },
    privateKey,
  )
  const read = parseCertificate(der)
  if (!read.ok) throw new Error(read.failure.explanation)
  return read.value
}
