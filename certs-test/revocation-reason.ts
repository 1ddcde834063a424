/** RFC 5280 §5.3.1, those that this authority uses. */
export const REVOCATION_REASON = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
} as const

export type RevocationReason = keyof typeof REVOCATION_REASON
