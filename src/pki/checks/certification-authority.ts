import { defineFailure } from '../../failures/failure.ts'
import type { Check } from './check.ts'

export const notACertificationAuthority = defineFailure<{ position: number }>(
  'pki.not-a-ca',
  'unauthenticated',
  'A certificate of the path has issued another one without being a CA.',
  ({ position }) => `Certificate ${position}.`,
)

/** RFC 5280 §6.1.4 (k), §4.2.1.9: only a CA may issue. */
export const certificationAuthority: Check = {
  id: 'certification-authority',
  clause: 'RFC 5280 §6.1.4 (k)',
  apply: ({ certificate, position }) =>
    certificate.extensions.basicConstraints?.ca ? undefined : notACertificationAuthority({ position }),
  found: ({ certificate: { extensions } }) => {
    if (extensions.basicConstraints === undefined) return 'no basic constraints'
    return extensions.basicConstraints.ca ? 'CA' : 'not a CA'
  },
}
