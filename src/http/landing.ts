/** Where a session begins (S1.11, S1.30): the dashboard by card, the case of the invitation by e-mail. */
import type { Session } from '../sessions/session.ts'
import { PATHS } from './paths.ts'

export const expertisePath = (id: string): string => PATHS.expertise.replace(':id', encodeURIComponent(id))

export const landingPath = (session: Pick<Session, 'entryExpertiseId'>): string =>
  session.entryExpertiseId === undefined ? PATHS.expertises : expertisePath(session.entryExpertiseId)
