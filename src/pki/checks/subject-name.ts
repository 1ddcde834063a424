import { defineFailure } from '../../failures/failure.ts'
import { extensionIdentifier } from '../extensions/extensions.ts'
import { isEmptyName } from '../name/name.ts'
import { nameToText } from '../name/name-to-text.ts'
import type { Check } from './check.ts'

export const subjectMissing = defineFailure<{ position: number }>(
  'pki.subject-missing',
  'unauthenticated',
  'A certificate names nobody: its subject is empty, and no critical alternative name stands in for it.',
  ({ position }) => `Certificate ${position}.`,
)

const SUBJECT_ALT_NAME = extensionIdentifier('subjectAltName')

/** RFC 5280 §4.1.2.6: a CA has a subject; anybody else has one, or a critical subjectAltName in its place. */
export const subjectName: Check = {
  id: 'subject-name',
  clause: 'RFC 5280 §4.1.2.6',
  apply: ({ certificate: { subject, extensions }, position }) => {
    if (!isEmptyName(subject)) return undefined
    const named = !extensions.basicConstraints?.ca && extensions.critical.includes(SUBJECT_ALT_NAME)
    return named ? undefined : subjectMissing({ position })
  },
  found: ({ certificate }) => `subject ${nameToText(certificate.subject)}`,
}
