/**
 * What an application is told of the strength of a login, and on which scale: our own, or the French one, on which the
 * weakest of identity, authentication and link with the organisation decides (reference: acr and amr in French use).
 */
import { ASSURANCE_LEVELS, type AssuranceLevel, acrOf } from '../../assurance/assurance.ts'
import type { Profile } from '../../people/profile.ts'
import type { Application, FrenchScale } from './application.ts'

const FRENCH_VALUES = ['eidas0', 'eidas0-mfa', 'eidas1', 'eidas1-mfa', 'eidas2', 'eidas3'] as const
type FrenchAcr = (typeof FRENCH_VALUES)[number]

/** In increasing order, as the discovery document shows them. */
export const ACR_VALUES: readonly string[] = ASSURANCE_LEVELS.map(acrOf)

export interface LoginStrength {
  readonly assurance: AssuranceLevel
  readonly profile: Profile
}

/** What a request says about acr: `acr_values` is a wish, an essential claim a condition (OpenID Connect Core §5.5.1.1). */
export interface WantedAcr {
  readonly essential: boolean
  readonly values: readonly string[]
}

type Told = Pick<Application, 'frenchScale'>

/** Whether a login reaches one of the wanted values; a value that nobody knows is never reached. */
export function reachesOneOf(login: LoginStrength, application: Told, values: readonly string[]): boolean {
  const reached = reachedValues(login, application)
  return values.some((value) => reached.includes(value))
}

/**
 * The value to tell. For an essential claim the strongest of the wanted values that is reached, because the answer must
 * be one of them; otherwise the value really reached.
 */
export function acrTold(login: LoginStrength, application: Told, wanted: WantedAcr | undefined): string {
  const reached = reachedValues(login, application)
  const demanded = wanted?.essential ? reached.findLast((value) => wanted.values.includes(value)) : undefined
  return demanded ?? (application.frenchScale === undefined ? acrOf(login.assurance) : (reached.at(-1) ?? ''))
}

/** Every value that a login reaches on the scales that the application is told on, the weakest of each first. */
function reachedValues(login: LoginStrength, { frenchScale }: Told): readonly string[] {
  const own = ACR_VALUES.slice(0, ASSURANCE_LEVELS.indexOf(login.assurance) + 1)
  if (frenchScale === undefined) return own
  return [...own, ...FRENCH_VALUES.slice(0, FRENCH_VALUES.indexOf(frenchAcr(login, frenchScale)) + 1)]
}

function frenchAcr({ assurance, profile }: LoginStrength, scale: FrenchScale): FrenchAcr {
  switch (assurance) {
    case 'mailbox':
      return 'eidas0'
    case 'password-mail':
      // A party's identity is what the expert typed: declarative, however they prove themselves.
      return profile === 'intervenant-de-partie' ? 'eidas0-mfa' : scale.code
    case 'certificate-software':
      return 'eidas1'
    case 'certificate-hardware':
      return scale.card
  }
}
