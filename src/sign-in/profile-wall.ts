/**
 * The wall: « Quel est votre profil d'utilisateur ? » (S1.5). The choice is remembered for 7 days after the last
 * successful login and no longer (S1.9, SE-14); what is remembered is the profile, never the person (SE-15).
 */
import type { Profile } from '../people/profile.ts'

export const WALL_OPTIONS = ['carte', 'intervenant-de-partie', 'sapiteur', 'candidat'] as const
export type WallOption = (typeof WALL_OPTIONS)[number]

export const isWallOption = (value: unknown): value is WallOption =>
  typeof value === 'string' && (WALL_OPTIONS as readonly string[]).includes(value)

/** Which profiles each answer of the wall may log in as, the most usual first (S1.5, S1.7, S1.8). */
export const PROFILES_OF_OPTION: Readonly<Record<WallOption, readonly Profile[]>> = {
  carte: ['expert', 'co-expert', 'magistrat-greffier', 'sapiteur'],
  'intervenant-de-partie': ['intervenant-de-partie', 'co-expert', 'expert'],
  sapiteur: ['sapiteur'],
  candidat: ['candidat'],
}

/** The answers that lead to e-mail and password. */
export const EMAIL_OPTIONS = WALL_OPTIONS.filter((option) => option !== 'carte')

/** The profile that a person takes when logging in through `option`: the first allowed one that they hold. */
export const profileFor = (option: WallOption, held: readonly Profile[]): Profile | undefined =>
  PROFILES_OF_OPTION[option].find((profile) => held.includes(profile))

export const WALL_MEMORY_SECONDS = 7 * 24 * 3600

/** What the browser keeps: `<option>.<instant of the last successful login>`. */
export const rememberChoice = (option: WallOption, loggedInAt: number): string => `${option}.${loggedInAt}`

/** @returns the remembered answer, or undefined when the wall must be asked. Anything malformed asks. */
export function recallChoice(remembered: string | undefined, at: number): WallOption | undefined {
  const [, option, digits] = /^([a-z-]+)\.(\d{1,15})$/.exec(remembered ?? '') ?? []
  if (!isWallOption(option)) return undefined
  const age = at - Number(digits)
  return age >= 0 && age < WALL_MEMORY_SECONDS * 1000 ? option : undefined
}
