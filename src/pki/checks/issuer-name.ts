import { defineFailure } from '../../failures/failure.ts'
import { isEmptyName } from '../name/name.ts'
import { sameName } from '../name/name-comparison.ts'
import { nameToText } from '../name/name-to-text.ts'
import type { Check } from './check.ts'

export const issuerNameDiffers = defineFailure<{ position: number; issuer: string; expected: string }>(
  'pki.issuer-name-differs',
  'unauthenticated',
  'A certificate names another issuer than the one above it in the path.',
  ({ position, issuer, expected }) => `Certificate ${position} names ${issuer}; above it stands ${expected}.`,
)

/** RFC 5280 §6.1.3 (a) (4), and §4.1.2.4: an issuer has a name. */
export const issuerName: Check = {
  id: 'issuer-name',
  clause: 'RFC 5280 §6.1.3 (a) (4)',
  apply: ({ certificate, position, state }) => {
    const { issuer } = certificate
    if (!isEmptyName(issuer) && sameName(issuer, state.workingIssuerName)) return undefined
    return issuerNameDiffers({ position, issuer: nameToText(issuer), expected: nameToText(state.workingIssuerName) })
  },
  found: ({ certificate }) => `issued by ${nameToText(certificate.issuer)}`,
}
