/** How much a login proves, and the names under which applications are told (reference: acr and amr in French use). */

export type AuthenticationMethod = 'smart-card' | 'email-code' | 'activation-link'

/**
 * From the weakest to the strongest. `password-mail` is two-step validation, never multi-factor (CNIL 2025-019):
 * its amr does not carry `mfa`.
 */
export const ASSURANCE_LEVELS = ['mailbox', 'password-mail', 'certificate-software', 'certificate-hardware'] as const
export type AssuranceLevel = (typeof ASSURANCE_LEVELS)[number]

/** Authentication Context Class Reference of a level (OpenID Connect Core §2). */
export const acrOf = (level: AssuranceLevel): string => `urn:parvis:acr:${ACR[level]}`

const ACR: Readonly<Record<AssuranceLevel, string>> = {
  mailbox: 'mail',
  'password-mail': 'pwd-mail',
  'certificate-software': 'cert-sw',
  'certificate-hardware': 'cert-hw',
}

/** Authentication Method References (RFC 8176, and the French `mail`). The PIN is implied by the device's policy. */
export const amrOf = (level: AssuranceLevel): readonly string[] => AMR[level]

const AMR: Readonly<Record<AssuranceLevel, readonly string[]>> = {
  mailbox: ['mail'],
  'password-mail': ['pwd', 'mail'],
  'certificate-software': ['pop', 'swk'],
  'certificate-hardware': ['pop', 'hwk', 'pin', 'mfa'],
}

/** Is `reached` at least as strong as `wanted`? */
export const satisfies = (reached: AssuranceLevel, wanted: AssuranceLevel): boolean =>
  ASSURANCE_LEVELS.indexOf(reached) >= ASSURANCE_LEVELS.indexOf(wanted)
