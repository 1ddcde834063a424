/** What the operator lets a card do, by its authority and its policies: which profiles, and at which level. */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { Certificate } from '../pki/certificate.ts'
import { refuseUsage } from './login-usage.ts'

/** The profiles that come with a card; the others come by e-mail. */
export const CARD_PROFILES = ['expert', 'co-expert', 'magistrat-greffier', 'sapiteur'] as const
export type CardProfile = (typeof CARD_PROFILES)[number]

/** Where the private key is believed to live. TLS proves that there is one, not where. */
export type KeyProtection = 'hardware' | 'software'

/** Certificates with one of these policies may act as these profiles, at this level. */
export interface AcceptanceRule {
  /** Object identifiers; one is enough. anyPolicy never counts as one of them. */
  readonly policies: readonly string[]
  readonly profiles: readonly CardProfile[]
  /** `by-qc-sscd`: hardware when the certificate states a qualified device (EN 319 412-5 §4.2.2), else software. */
  readonly level: KeyProtection | 'by-qc-sscd'
}

export interface AcceptancePolicy {
  readonly label: string
  /** The operator's window; the authority's own dates are path validation's business. */
  readonly acceptedFromAt: number
  readonly acceptedUntilAt: number | undefined
  readonly rules: readonly AcceptanceRule[]
}

export interface AcceptedCard {
  /** Each profile that the card may act as, with the best level that a rule grants; never empty. */
  readonly levels: ReadonlyMap<CardProfile, KeyProtection>
}

export const authorityNotInForce = defineFailure<{ authority: string }>(
  'card.authority-not-in-force',
  'forbidden',
  'The operator accepts the authority of this certificate at other dates only.',
  ({ authority }) => `Authority: ${authority}.`,
)
export const policyNotAccepted = defineFailure<{ authority: string; policies: readonly string[] }>(
  'card.policy-not-accepted',
  'forbidden',
  'No profile accepts the policies of this certificate.',
  ({ authority, policies }) => `Authority: ${authority}; policies: ${policies.join(', ') || 'none'}.`,
)

/**
 * @param certificate of a card whose path to this policy's authority holds.
 * @param policies for which that path is valid (RFC 5280 §6.1.6).
 */
export function acceptCard(
  certificate: Certificate,
  policies: readonly string[],
  policy: AcceptancePolicy,
  at: number,
): Outcome<AcceptedCard> {
  const { label: authority, acceptedFromAt, acceptedUntilAt } = policy
  if (at < acceptedFromAt || (acceptedUntilAt !== undefined && at >= acceptedUntilAt))
    return fail(authorityNotInForce({ authority }))
  const wrongUsage = refuseUsage(certificate)
  if (wrongUsage !== undefined) return fail(wrongUsage)

  const levels = new Map<CardProfile, KeyProtection>()
  for (const rule of policy.rules) {
    if (!rule.policies.some((accepted) => policies.includes(accepted))) continue
    const level = rule.level === 'by-qc-sscd' ? statedProtection(certificate) : rule.level
    for (const profile of rule.profiles) if (levels.get(profile) !== 'hardware') levels.set(profile, level)
  }
  return levels.size > 0 ? succeed({ levels }) : fail(policyNotAccepted({ authority, policies }))
}

/** ETSI EN 319 412-5 §4.2.2. */
const QC_SSCD = '0.4.0.1862.1.4'

const statedProtection = ({ extensions }: Certificate): KeyProtection =>
  extensions.qcStatements?.some(({ statement }) => statement === QC_SSCD) ? 'hardware' : 'software'
