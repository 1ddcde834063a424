/** RFC 5280 §5.3.1: why a certificate was revoked; 7 is not used. */
export const REVOCATION_REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const

export type RevocationReason = NonNullable<(typeof REVOCATION_REASONS)[number]>

/** @returns undefined for a number that the standard does not give a meaning. */
export const revocationReason = (code: number): RevocationReason | undefined => REVOCATION_REASONS[code]
