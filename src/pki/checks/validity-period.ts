import { defineFailure } from '../../failures/failure.ts'
import type { Check } from './check.ts'

export const expired = defineFailure<{ position: number; notAfter: string }>(
  'pki.expired',
  'unauthenticated',
  'A certificate of the path is past its validity period.',
  ({ position, notAfter }) => `Certificate ${position} ended on ${notAfter}.`,
)

export const notYetValid = defineFailure<{ position: number; notBefore: string }>(
  'pki.not-yet-valid',
  'unauthenticated',
  'A certificate of the path has not reached its validity period.',
  ({ position, notBefore }) => `Certificate ${position} begins on ${notBefore}.`,
)

/** RFC 5280 §6.1.3 (a) (2); both ends belong to the period (§4.1.2.5), the last second whole. */
export const validityPeriod: Check = {
  id: 'validity-period',
  clause: 'RFC 5280 §6.1.3 (a) (2)',
  apply: ({ certificate: { notBeforeAt, notAfterAt }, position, question: { at } }) => {
    // Asked the positive way, so that an instant which is no number is in no period.
    if (!(at >= notBeforeAt)) return notYetValid({ position, notBefore: toText(notBeforeAt) })
    return at < notAfterAt + 1000 ? undefined : expired({ position, notAfter: toText(notAfterAt) })
  },
  found: ({ certificate, question: { at } }) =>
    `valid from ${toText(certificate.notBeforeAt)} to ${toText(certificate.notAfterAt)}, looked at on ${toText(at)}`,
}

const toText = (at: number): string => new Date(at).toJSON()?.replace('.000Z', 'Z') ?? 'no instant'
