/** The participants of a case, as each reader may see them: addresses and invitations are the expert's, closing also the court's. */
import { isOutdated } from '../../cases/access-cut-off.ts'
import { type InvitationWithMails, invitationState } from '../../cases/invitation.ts'
import type { ParticipantListing } from '../../cases/participation.ts'
import { actorOf, type CaseActor, isInvitable, mayDeactivate } from '../../cases/rights.ts'
import { fullName } from '../../people/account.ts'
import type { Session } from '../../sessions/session.ts'
import type { ParticipantEntry, ParticipantManagement } from '../../views/components/participant-table.tsx'
import type { CaseProps } from '../../views/pages/case.tsx'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'

type Parts = Pick<Portal, 'stores' | 'accessCutOff'>

/** @param session of somebody to whom the case is open. */
export async function participantsOfCase(
  { stores, accessCutOff }: Parts,
  session: Session,
  expertiseId: string,
  at: number,
): Promise<Pick<CaseProps, 'participants' | 'management'>> {
  const listed = await stores.cases.participants(expertiseId)
  const actor = actorOf(session)
  if (actor === undefined) return { participants: listed.map(plainEntry) }

  const invitations = new Map(
    (await stores.invitations.listOf(expertiseId)).map((invitation) => [invitation.participantId, invitation]),
  )
  const participants = listed.map((entry) => ({
    ...plainEntry(entry),
    ...invitedBy(entry),
    management: managementOf(entry, actor, invitations.get(entry.id), accessCutOff, at),
  }))
  if (actor.as !== 'lead') return { participants }
  const count = listed.filter((entry) => isOutdated(entry, accessCutOff)).length
  const regenerateAll = { action: pathOf(PATHS.regenerateAccesses, expertiseId) }
  return {
    participants,
    management: {
      addPath: pathOf(PATHS.addParticipant, expertiseId),
      ...(count === 0 ? {} : { outdated: { count, cutOff: accessCutOff, regenerateAll } }),
    },
  }
}

const plainEntry = (participant: ParticipantListing): ParticipantEntry => ({
  id: participant.id,
  name: fullName(participant),
  profile: participant.profile,
  status: participant.status,
  since: participant.invitedAt,
})

/** Experts, magistrates and clerks come by themselves (R7): the operator adds them, and invites nobody. */
const invitedBy = (entry: ParticipantListing): Pick<ParticipantEntry, 'invitedBy'> => {
  if (entry.invitedBy !== undefined) return { invitedBy: entry.invitedBy }
  return isInvitable(entry.profile) ? { invitedBy: { kind: 'operator' } } : {}
}

function managementOf(
  entry: ParticipantListing,
  actor: CaseActor,
  invitation: InvitationWithMails | undefined,
  accessCutOff: number,
  at: number,
): ParticipantManagement {
  const { id, expertiseId, status, deactivatedAs } = entry
  const path = (pattern: string) => pathOf(pattern, expertiseId, id)
  const outdated = isOutdated(entry, accessCutOff)
  const closing =
    status === 'active' && mayDeactivate(actor, entry.profile)
      ? { deactivatePath: path(PATHS.deactivateParticipant) }
      : {}
  const closedBy = deactivatedAs === 'court' || deactivatedAs === 'operator' ? { closedBy: deactivatedAs } : {}
  if (actor.as !== 'lead') return { ...closing, ...closedBy }
  return {
    email: entry.email,
    ...closing,
    ...closedBy,
    ...(outdated ? { outdated, regenerate: { action: path(PATHS.regenerateAccess) } } : {}),
    ...(invitation === undefined || status === 'inactive' ? {} : invitationOf(invitation, outdated, path, at)),
  }
}

function invitationOf(
  invitation: InvitationWithMails,
  outdated: boolean,
  path: (pattern: string) => string,
  at: number,
): Partial<ParticipantManagement> {
  const { resendAskedAt } = invitation
  const state = invitationState(invitation, at)
  return {
    invitation: state,
    ...(resendAskedAt === undefined ? {} : { resendAskedAt }),
    ...(state === 'accepted' || outdated ? {} : { resend: { action: path(PATHS.resendInvitation) } }),
  }
}

const pathOf = (pattern: string, expertiseId: string, participantId = ''): string =>
  pattern.replace(':id', encodeURIComponent(expertiseId)).replace(':participantId', encodeURIComponent(participantId))
