import type { Failure } from '../../../failures/failure.ts'
import type { CardCheck } from './card-examination.ts'

/** Which of the checks that people are told about a failure belongs to. */
export function checkOf({ code }: Failure): CardCheck {
  if (code === 'card.no-certificate' || code === 'pki.malformed' || code === 'pki.oversize') return 'presented'
  if (code === 'pki.expired' || code === 'pki.not-yet-valid') return 'dates'
  if (KEY.has(code)) return 'key'
  if (USAGE.has(code)) return 'usage'
  if (code === 'card.policy-not-accepted' || code === 'pki.no-acceptable-policy') return 'policy'
  if (/^pki\.(revocation|revoked|on-hold|crl|ocsp)/.test(code)) return 'revocation'
  return 'issuer'
}

const KEY = new Set(['pki.key-refused', 'pki.key-unusable', 'pki.signature-algorithm-refused'])
const USAGE = new Set([
  'card.signature-certificate',
  'card.usage-not-accepted',
  'pki.not-for-authentication',
  'pki.purpose-refused',
  'pki.ca-as-end-entity',
])
