import { defineFailure } from '../../failures/failure.ts'
import { type ExtensionName, extensionIdentifier } from '../extensions/extensions.ts'
import type { Check } from './check.ts'

export const criticalExtensionUnknown = defineFailure<{ position: number; extensions: readonly string[] }>(
  'pki.critical-extension-unknown',
  'unauthenticated',
  'A certificate marks as critical an extension that path validation does not process.',
  ({ position, extensions }) => `Certificate ${position}: ${extensions.join(', ')}.`,
)

/** What these checks and the revocation checker do process. The rest must not be critical, or is not known. */
const PROCESSED = new Set<string>(
  (
    [
      'basicConstraints',
      'keyUsage',
      'extendedKeyUsage',
      'certificatePolicies',
      'policyMappings',
      'policyConstraints',
      'inhibitAnyPolicy',
      'nameConstraints',
      'subjectAltName',
      'crlDistributionPoints',
      'ocspNoCheck',
    ] satisfies ExtensionName[]
  ).map(extensionIdentifier),
)

/** RFC 5280 §6.1.4 (o) and §6.1.5 (f): at every position. */
export const criticalExtensions: Check = {
  id: 'critical-extensions',
  clause: 'RFC 5280 §6.1.4 (o), §6.1.5 (f)',
  apply: ({ certificate, position }) => {
    const unprocessed = certificate.extensions.critical.filter((identifier) => !PROCESSED.has(identifier))
    return unprocessed.length === 0 ? undefined : criticalExtensionUnknown({ position, extensions: unprocessed })
  },
  found: ({ certificate }) => `critical: ${certificate.extensions.critical.join(', ') || 'none'}`,
}
