import { defineFailure } from '../../failures/failure.ts'
import type { Check } from './check.ts'

export const versionRefused = defineFailure<{ position: number; version: number }>(
  'pki.version-refused',
  'unauthenticated',
  'A certificate is older than version 3, so it cannot say what it is for.',
  ({ position, version }) => `Certificate ${position} is of version ${version}.`,
)

/** RFC 5280 §4.1.2.1, §6.1.4 (k): without extensions no certificate tells a CA from anybody else. */
export const version: Check = {
  id: 'version',
  clause: 'RFC 5280 §4.1.2.1',
  apply: ({ certificate, position }) =>
    certificate.version === 3 ? undefined : versionRefused({ position, version: certificate.version }),
  found: ({ certificate }) => `version ${certificate.version}`,
}
