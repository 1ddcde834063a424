/** The invitation to a case: what was sent, and how it stands (S1.20 to S1.22, R5, RS-11). One for each entry. */
import { defineFailure } from '../failures/failure.ts'
import type { MailStatus } from '../mail/outbox.ts'
import type { Profile } from '../people/profile.ts'

export const tooManyInvitations = defineFailure<{ retryAt: number }>(
  'cases.too-many-invitations',
  'throttled',
  'The expert has sent as many invitations as a day allows, or has sent this one again too often.',
)
export const invitationAccepted = defineFailure(
  'cases.invitation-accepted',
  'conflict',
  'The person has logged in since the invitation: there is nothing to send again.',
)

/** What the newest sending gave: a secret in a second mail, or nothing because the person has one or a card. */
export type InvitationAccess = 'initial-password' | 'activation-link' | 'existing-account'

export interface Invitation {
  readonly id: string
  readonly participantId: string
  readonly accountId: string
  readonly access: InvitationAccess
  /** Sending again kills the former one; the first is 1. */
  readonly sendings: number
  readonly sentAt: number
  readonly secretExpiresAt: number | undefined
  /** The first login after it. */
  readonly acceptedAt: number | undefined
  /** « Demander un nouvel envoi », since the last sending. */
  readonly resendAskedAt: number | undefined
}

export type Sending = Pick<Invitation, 'access' | 'sentAt' | 'secretExpiresAt'>

export interface InvitationStore {
  /** The first sending. */
  add(invitation: Pick<Invitation, 'id' | 'participantId' | 'accountId'> & Sending): Promise<void>
  findOf(participantId: string): Promise<Invitation | undefined>
  /** Notes one more sending. */
  sentAgain(id: string, sending: Sending): Promise<void>
  /** A login under a profile accepts what invited to it and was not accepted yet. @returns their identifiers. */
  accept(accountId: string, profile: Profile, at: number): Promise<readonly string[]>
  /** Notes the wish on what is neither accepted nor inactive; once until it is sent again. @returns on how many. */
  askAgain(accountId: string, at: number): Promise<number>
  /** Those of a case, each with the mails of its newest sending. */
  listOf(expertiseId: string): Promise<readonly InvitationWithMails[]>
}

export interface InvitationWithMails extends Invitation {
  readonly mails: readonly Pick<MailStatus, 'state'>[]
}

/** Under what name the outbox knows the mails of a sending. */
export const mailSubjectOf = ({ id, sendings }: Pick<Invitation, 'id' | 'sendings'>): string =>
  `invitation:${id}:${sendings}`

export type InvitationState = 'accepted' | 'undeliverable' | 'expired' | 'pending' | 'sent'

/** What the expert is told. The mails of old sendings are forgotten after a while: what they said no longer matters. */
export function invitationState(invitation: InvitationWithMails, at: number): InvitationState {
  const has = (state: MailStatus['state']) => invitation.mails.some((mail) => mail.state === state)
  if (invitation.acceptedAt !== undefined) return 'accepted'
  if (has('undeliverable')) return 'undeliverable'
  if (invitation.secretExpiresAt !== undefined && at >= invitation.secretExpiresAt) return 'expired'
  if (has('expired')) return 'expired'
  return has('pending') ? 'pending' : 'sent'
}
