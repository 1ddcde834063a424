import { defineFailure } from '../../failures/failure.ts'
import type { Check } from './check.ts'

export const caAsEndEntity = defineFailure(
  'pki.ca-as-end-entity',
  'unauthenticated',
  'A CA certificate was presented where a person’s is expected.',
)

/** A CA's key signs certificates; nobody logs in with it (certificate profile of persons, ETSI EN 319 412-2). */
export const endEntity: Check = {
  id: 'end-entity',
  clause: 'login profile; RFC 5280 §4.2.1.9',
  apply: ({ certificate }) => (certificate.extensions.basicConstraints?.ca ? caAsEndEntity({}) : undefined),
  found: ({ certificate }) => (certificate.extensions.basicConstraints?.ca ? 'CA' : 'not a CA'),
}
