/** Who takes part in which case. Entries are never deleted: a person put back gets a new one (S1.18, S1.19, R3). */
import type { Profile } from '../people/profile.ts'

export interface Expertise {
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly court: string
  readonly openedAt: number
}

export interface Participant {
  readonly id: string
  readonly expertiseId: string
  readonly accountId: string
  readonly profile: Profile
  readonly status: 'active' | 'inactive'
  readonly invitedAt: number
  readonly deactivatedAt: number | undefined
}

/** An entry of the list of a case, with the person's name. */
export interface ParticipantListing extends Participant {
  readonly givenNames: string
  readonly surname: string
  readonly email: string
}

/** A case seen by one of its active participants. */
export interface Participation {
  readonly expertise: Expertise
  readonly profile: Profile
  readonly invitedAt: number
}

export interface CaseStore {
  open(expertise: Expertise, openedBy: string): Promise<void>
  find(expertiseId: string): Promise<Expertise | undefined>
  findByReference(reference: string): Promise<Expertise | undefined>
  addParticipant(participant: NewParticipant): Promise<void>
  participants(expertiseId: string): Promise<readonly ParticipantListing[]>
  /** Active entries of an account under a profile, last invitation first, those before `notBefore` left out (S1.15). */
  participations(accountId: string, profile: Profile, notBefore: number): Promise<readonly Participation[]>
}

export interface NewParticipant {
  readonly id: string
  readonly expertiseId: string
  readonly accountId: string
  readonly profile: Profile
  readonly invitedBy: string | undefined
  readonly invitedAt: number
}

/**
 * S1.30, S1.34: the e-mail path opens the case of the last invitation that is still active.
 * @param participations last invitation first.
 */
export const entryExpertise = (participations: readonly Participation[]): Expertise | undefined =>
  participations[0]?.expertise
