import { defineFailure, type Failure } from '../failures/failure.ts'
import type { Certificate } from '../pki/certificate.ts'
import { KeyPurpose } from '../pki/extensions/extended-key-usage.ts'
import { KeyUsage, keyUsageNames } from '../pki/extensions/key-usage.ts'

export const signatureCertificate = defineFailure(
  'card.signature-certificate',
  'forbidden',
  'The certificate signs documents and does not authenticate: cards often hold one of each.',
)
export const usageNotAccepted = defineFailure<{ keyUsages: readonly string[]; purposes: readonly string[] }>(
  'card.usage-not-accepted',
  'forbidden',
  'The usages of the certificate do not allow a person to log in.',
  ({ keyUsages, purposes }) => `Key usage: ${keyUsages.join(', ')}; extended key usage: ${purposes.join(', ')}.`,
)

/**
 * Who may log in with it (RFC 5280 §4.2.1.3, §4.2.1.12): key usage, when present, must have digitalSignature; extended
 * key usage, when present, clientAuth or anyExtendedKeyUsage; one of the two must be there to say so.
 */
export function refuseUsage({ extensions }: Certificate): Failure | undefined {
  const { keyUsage, extendedKeyUsage } = extensions
  const signs = keyUsage === undefined ? extendedKeyUsage !== undefined : (keyUsage & KeyUsage.digitalSignature) !== 0
  const forClients =
    extendedKeyUsage === undefined ||
    extendedKeyUsage.some((purpose) => purpose === KeyPurpose.clientAuth || purpose === KeyPurpose.any)
  if (signs && forClients) return undefined
  if (keyUsage === KeyUsage.nonRepudiation) return signatureCertificate({})
  return usageNotAccepted({ keyUsages: keyUsageNames(keyUsage ?? 0), purposes: extendedKeyUsage ?? [] })
}
