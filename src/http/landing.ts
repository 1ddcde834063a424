/** Where a session begins: the dashboard by card (S1.11), the case of the invitation by e-mail (S1.30), the account of a candidate (S0.18). */
import type { Session } from '../sessions/session.ts'
import { PATHS } from './paths.ts'

export const expertisePath = (id: string): string => PATHS.expertise.replace(':id', encodeURIComponent(id))

export function landingPath({ profile, entryExpertiseId }: Pick<Session, 'profile' | 'entryExpertiseId'>): string {
  if (profile === 'candidat') return PATHS.account
  return entryExpertiseId === undefined ? PATHS.expertises : expertisePath(entryExpertiseId)
}
