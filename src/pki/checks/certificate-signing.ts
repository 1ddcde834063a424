import { defineFailure } from '../../failures/failure.ts'
import { KeyUsage, keyUsageNames } from '../extensions/key-usage.ts'
import type { Check } from './check.ts'

export const certificateSigningRefused = defineFailure<{ position: number; keyUsage: readonly string[] }>(
  'pki.certificate-signing-refused',
  'unauthenticated',
  'A CA of the path may not sign certificates: its key usage lacks keyCertSign.',
  ({ position, keyUsage }) => `Certificate ${position} has ${keyUsage.join(', ')}.`,
)

/** RFC 5280 §6.1.4 (n). */
export const certificateSigning: Check = {
  id: 'certificate-signing',
  clause: 'RFC 5280 §6.1.4 (n)',
  apply: ({ certificate: { extensions }, position }) => {
    const { keyUsage } = extensions
    if (keyUsage === undefined || keyUsage & KeyUsage.keyCertSign) return undefined
    return certificateSigningRefused({ position, keyUsage: keyUsageNames(keyUsage) })
  },
  found: ({ certificate }) => keyUsageToText(certificate.extensions.keyUsage),
}

export const keyUsageToText = (mask: number | undefined): string =>
  mask === undefined ? 'no key usage' : `key usage ${keyUsageNames(mask).join(', ')}`
