/** Which page tells a person why the card was refused (S1.13). */
import type { Failure } from '../failures/failure.ts'
import type { CardRefusalCause } from '../messages/messages.ts'

const CAUSE_OF: Readonly<Record<string, CardRefusalCause>> = {
  'card.no-certificate': 'no-certificate',
  'card.signature-certificate': 'signature-certificate',
  'card.usage-not-accepted': 'usage-not-accepted',
  'card.policy-not-accepted': 'policy-not-accepted',
  'card.authority-not-in-force': 'unknown-issuer',
  'card.binding-blocked': 'binding-blocked',
  'card.account-inactive': 'account-inactive',
  'card.profile-not-held': 'profile-not-held',
  'card.ticket-spent': 'ticket-expired',
  'card.ticket-other-browser': 'ticket-other-browser',
  'pki.malformed': 'malformed',
  'pki.oversize': 'malformed',
  'pki.expired': 'expired',
  'pki.not-yet-valid': 'not-yet-valid',
  'pki.issuer-unknown': 'unknown-issuer',
  'pki.no-path-to-anchor': 'unknown-issuer',
  'pki.signature-invalid': 'unknown-issuer',
  'pki.key-refused': 'weak-key',
  'pki.key-unusable': 'weak-key',
  'pki.signature-algorithm-refused': 'weak-key',
  'pki.no-acceptable-policy': 'policy-not-accepted',
  'pki.not-for-authentication': 'usage-not-accepted',
  'pki.purpose-refused': 'usage-not-accepted',
  'pki.ca-as-end-entity': 'usage-not-accepted',
  'pki.revoked': 'revoked',
  'pki.on-hold': 'on-hold',
  'pki.revocation-unknown': 'unknown-to-issuer',
  'pki.revocation-unavailable': 'revocation-unavailable',
  'pki.revocation-expired': 'revocation-unavailable',
}

export const causeOf = ({ code }: Pick<Failure, 'code'>): CardRefusalCause =>
  CAUSE_OF[code] ?? (/^pki\.(crl|ocsp)-/.test(code) ? 'revocation-unavailable' : 'generic')
