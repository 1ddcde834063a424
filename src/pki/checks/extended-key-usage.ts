import { defineFailure } from '../../failures/failure.ts'
import { KeyPurpose } from '../extensions/extended-key-usage.ts'
import type { Check } from './check.ts'

export const purposeRefused = defineFailure<{ position: number; required: string; found: readonly string[] }>(
  'pki.purpose-refused',
  'unauthenticated',
  'A certificate limits its purposes and leaves out the one it is used for.',
  ({ position, required, found }) => `Certificate ${position} allows ${found.join(', ')}; required: ${required}.`,
)

/**
 * RFC 5280 §4.2.1.12: critical or not, the purposes named are the only ones. A CA that names purposes limits those of
 * the certificates below it, as deployed validators hold.
 */
export const extendedKeyUsage: Check = {
  id: 'extended-key-usage',
  clause: 'RFC 5280 §4.2.1.12',
  apply: ({ certificate, position, question }) => {
    const found = certificate.extensions.extendedKeyUsage
    if (found === undefined || found.includes(KeyPurpose.any)) return undefined
    const required = question.purpose.extendedKeyUsages.find((usage) => !found.includes(usage))
    return required === undefined ? undefined : purposeRefused({ position, required, found })
  },
  found: ({ certificate, question }) =>
    `allows ${certificate.extensions.extendedKeyUsage?.join(', ') ?? 'any purpose'}; ` +
    `required: ${question.purpose.extendedKeyUsages.join(', ') || 'none'}`,
}
