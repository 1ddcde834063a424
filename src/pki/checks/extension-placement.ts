import { defineFailure } from '../../failures/failure.ts'
import type { Certificate } from '../certificate.ts'
import { extensionIdentifier } from '../extensions/extensions.ts'
import { KeyUsage } from '../extensions/key-usage.ts'
import type { Check } from './check.ts'

export const extensionMisplaced = defineFailure<{ position: number; reason: string }>(
  'pki.extension-misplaced',
  'unauthenticated',
  'A certificate contradicts itself: an extension stands where RFC 5280 forbids it.',
  ({ position, reason }) => `Certificate ${position}: ${reason}.`,
)

/** policyConstraints too, says §4.2.1.11; but NIST's suite holds it valid when it is not, and it is processed anyway. */
const MUST_BE_CRITICAL = ['inhibitAnyPolicy', 'nameConstraints'] as const

/** RFC 5280 §4.2.1.3, §4.2.1.10 and §4.2.1.14: what only a CA may say, and what must be said critically. */
export const extensionPlacement: Check = {
  id: 'extension-placement',
  clause: 'RFC 5280 §4.2.1.3, §4.2.1.10, §4.2.1.14',
  apply: ({ certificate, position }) => {
    const reason = contradiction(certificate)
    return reason === undefined ? undefined : extensionMisplaced({ position, reason })
  },
  found: ({ certificate }) =>
    certificate.extensions.basicConstraints?.ca ? 'CA certificate' : 'end-entity certificate',
}

function contradiction({ extensions }: Certificate): string | undefined {
  const ca = extensions.basicConstraints?.ca ?? false
  if (!ca && (extensions.keyUsage ?? 0) & KeyUsage.keyCertSign) return 'keyCertSign without being a CA'
  if (!ca && extensions.nameConstraints !== undefined) return 'nameConstraints without being a CA'
  for (const name of MUST_BE_CRITICAL) {
    if (extensions[name] !== undefined && !extensions.critical.includes(extensionIdentifier(name))) {
      return `${name} that is not critical`
    }
  }
  return undefined
}
