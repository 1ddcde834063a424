/** What an account may act as. A person is one account; a session carries exactly one active profile (S1.4, S1.52). */
export const PROFILES = [
  'expert',
  'co-expert',
  'magistrat-greffier',
  'sapiteur',
  'intervenant-de-partie',
  'candidat',
] as const
export type Profile = (typeof PROFILES)[number]

export const isProfile = (value: string): value is Profile => (PROFILES as readonly string[]).includes(value)
