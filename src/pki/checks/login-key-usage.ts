import { defineFailure } from '../../failures/failure.ts'
import { KeyUsage, keyUsageNames } from '../extensions/key-usage.ts'
import { keyUsageToText } from './certificate-signing.ts'
import type { Check } from './check.ts'

export const notForAuthentication = defineFailure<{ keyUsage: readonly string[] }>(
  'pki.not-for-authentication',
  'unauthenticated',
  'The certificate may not authenticate: its key usage lacks digitalSignature.',
  ({ keyUsage }) => `It has ${keyUsage.join(', ') || 'neither key usage nor extended key usage'}.`,
)

/**
 * The key usage has digitalSignature where there is one; without any extended key usage there must be one. A card
 * often holds a second certificate, for signing documents (nonRepudiation alone): this is where it is refused.
 */
export const loginKeyUsage: Check = {
  id: 'login-key-usage',
  clause: 'login profile; RFC 5280 §4.2.1.3',
  apply: ({ certificate: { extensions } }) => {
    const { keyUsage, extendedKeyUsage } = extensions
    const allowed = keyUsage === undefined ? extendedKeyUsage !== undefined : keyUsage & KeyUsage.digitalSignature
    return allowed ? undefined : notForAuthentication({ keyUsage: keyUsageNames(keyUsage ?? 0) })
  },
  found: ({ certificate }) => keyUsageToText(certificate.extensions.keyUsage),
}
