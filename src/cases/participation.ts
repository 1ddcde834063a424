/** Who takes part in which case. Entries are never deleted: a person put back gets a new one (S1.18, S1.19, R3). */
import type { Profile } from '../people/profile.ts'

export interface Expertise {
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly court: string
  readonly openedAt: number
}

/** As what somebody closes an entry: the expert of the case, a magistrate or clerk of it, the operator (R15). */
export type ClosedAs = 'lead' | 'court' | 'operator'

export interface Participant {
  readonly id: string
  readonly expertiseId: string
  readonly accountId: string
  readonly profile: Profile
  readonly status: 'active' | 'inactive'
  readonly invitedAt: number
  readonly deactivatedAt: number | undefined
  readonly deactivatedAs: ClosedAs | undefined
}

/** An entry of the list of a case. */
export interface ParticipantListing extends Participant {
  /** As the inviter wrote them; otherwise those of the account. */
  readonly givenNames: string
  readonly surname: string
  readonly email: string
  /** Full name of the account that invited; undefined for the operator. */
  readonly invitedBy: string | undefined
  /** Whether a card that is not blocked opens the account. */
  readonly holdsCard: boolean
}

/** A case seen by one of its active participants. */
export interface Participation {
  readonly expertise: Expertise
  readonly profile: Profile
  readonly invitedAt: number
}

export interface NewParticipant {
  readonly id: string
  readonly expertiseId: string
  readonly accountId: string
  readonly profile: Profile
  /** As the inviter wrote them. */
  readonly names?: { readonly givenNames: string; readonly surname: string }
  /** Account; undefined for the operator. */
  readonly invitedBy: string | undefined
  readonly invitedAt: number
}

export interface CaseStore {
  open(expertise: Expertise, openedBy: string): Promise<void>
  find(expertiseId: string): Promise<Expertise | undefined>
  findByReference(reference: string): Promise<Expertise | undefined>
  /** By reference, after `reference`, at most `limit`. */
  list(reference: string, limit: number): Promise<readonly Expertise[]>
  /** @throws when the person has an active entry in the case already (unique key). */
  addParticipant(participant: NewParticipant): Promise<void>
  participants(expertiseId: string): Promise<readonly ParticipantListing[]>
  /** Every entry that a person ever had in a case, newest first. */
  entriesOf(expertiseId: string, accountId: string): Promise<readonly Participant[]>
  findEntry(participantId: string): Promise<ParticipantListing | undefined>
  /** One statement. @returns false when the entry was inactive already. */
  deactivate(participantId: string, as: ClosedAs, by: string | undefined, at: number): Promise<boolean>
  /** Active entries of an account under a profile, last invitation first, those before `notBefore` left out (S1.15). */
  participations(accountId: string, profile: Profile, notBefore: number): Promise<readonly Participation[]>
}

/**
 * S1.30, S1.34: the e-mail path opens the case of the last invitation that is still active.
 * @param participations last invitation first.
 */
export const entryExpertise = (participations: readonly Participation[]): Expertise | undefined =>
  participations[0]?.expertise
