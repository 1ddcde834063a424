/** Whether a session is what an application, or a part of it, asks for. */
import { satisfies } from '../../assurance/assurance.ts'
import { defineFailure, type Failure } from '../../failures/failure.ts'
import type { Session } from '../../sessions/session.ts'
import type { Requirement } from './protected-application.ts'

export const profileNotAdmitted = defineFailure(
  'forward-auth.profile-not-admitted',
  'forbidden',
  'The application is not open to the profile of the session.',
)
export const levelTooLow = defineFailure<{ wanted: string }>(
  'forward-auth.level-too-low',
  'forbidden',
  'The application asks for a stronger login than that of the session.',
  ({ wanted }) => `Asked for: ${wanted}.`,
)

/** @returns why not, or undefined. */
export function refusalOf(
  session: Pick<Session, 'profile' | 'assurance'>,
  { profiles, minimumLevel }: Requirement,
): Failure | undefined {
  if (profiles !== undefined && !profiles.includes(session.profile)) return profileNotAdmitted({})
  return satisfies(session.assurance, minimumLevel) ? undefined : levelTooLow({ wanted: minimumLevel })
}
