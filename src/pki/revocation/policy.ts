/** The decisions about revocation that an operator makes per authority, all of them named. */

/** What becomes of a login while revocation cannot be told: refused, or let in for so long and flagged. */
export type Leniency = 'deny' | { readonly allowWithin: { readonly seconds: number } }

export type StatusSource = 'ocsp' | 'crl'

export interface RevocationPolicy {
  /** `when-present`: a certificate about which nothing at all is at hand counts as not asked about. */
  readonly requirement: 'required' | 'when-present'
  /** Which source is asked, and believed, first. */
  readonly order: readonly StatusSource[]
  /** No believable answer: measured from the last one that this issuer gave about any certificate. */
  readonly unavailable: Leniency
  /** An answer past its next update: measured from that instant. */
  readonly expired: Leniency
  /** Whether a hold ends with a later statement that no longer holds (removeFromCRL, the next list, OCSP), or never. */
  readonly holds: 'end-with-later-statement' | 'never-end'
  /** How far ahead of us the clocks of issuers and responders may be. */
  readonly clockSkewSeconds: number
  /** How long an OCSP answer without nextUpdate is good for. */
  readonly undatedAnswerLifetimeSeconds: number
}

/** Fail closed, OCSP before lists. */
export const STRICT_REVOCATION: RevocationPolicy = {
  requirement: 'required',
  order: ['ocsp', 'crl'],
  unavailable: 'deny',
  expired: 'deny',
  holds: 'end-with-later-statement',
  clockSkewSeconds: 0,
  undatedAnswerLifetimeSeconds: 300,
}
