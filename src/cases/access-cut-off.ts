/**
 * Accesses older than the operator's cut-off (S1.14, S1.15): they were given with certificates made by the platform, which
 * log in no more. Whoever has a card never depended on them.
 */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import type { ParticipantListing } from './participation.ts'
import { isInvitable } from './rights.ts'

/** Since when an access must have been given to count in a session opened by this method. */
export const accessesCountFrom = (method: AuthenticationMethod, cutOffAt: number): number =>
  method === 'smart-card' ? 0 : cutOffAt

/** Whether the expert must give this access anew (S1.16). */
export const isOutdated = (
  entry: Pick<ParticipantListing, 'status' | 'profile' | 'invitedAt' | 'holdsCard'>,
  cutOffAt: number,
): boolean => entry.status === 'active' && isInvitable(entry.profile) && entry.invitedAt < cutOffAt && !entry.holdsCard
