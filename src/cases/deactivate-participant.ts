/** « Rendre inactif » (R3, R15): the access ends with the transaction, and with it the sessions that had no other reason. */
import { fail, type Outcome, succeed } from '../failures/failure.ts'
import { accessesCountFrom } from './access-cut-off.ts'
import type { CaseStores, CaseTransact } from './case-stores.ts'
import { mailSubjectOf } from './invitation.ts'
import type { Participant } from './participation.ts'
import { accountOf, actsIn, byWhom, type CaseActor, mayDeactivate, notYours } from './rights.ts'

export type ParticipantDeactivator = (
  actor: CaseActor,
  expertiseId: string,
  participantId: string,
  at: number,
) => Promise<Outcome<{ readonly sessionsEnded: number }>>

/** @param accessCutOff accesses given before this instant open nothing any more (S1.15). */
export function createParticipantDeactivator<Within extends CaseStores>(
  transact: CaseTransact<Within>,
  accessCutOff: number,
): ParticipantDeactivator {
  return (actor, expertiseId, participantId, at) =>
    transact(async (within) => {
      const entry = await within.cases.findEntry(participantId)
      if (entry?.expertiseId !== expertiseId || !mayDeactivate(actor, entry.profile)) return fail(notYours({}))
      if (!(await actsIn(within.cases, actor, expertiseId))) return fail(notYours({}))

      // A login of this person waits here, or is over and its session is found below (sign-in/establish locks too).
      await within.accounts.lock(entry.accountId)
      // Pressed twice, it is done once.
      if (!(await within.cases.deactivate(participantId, actor.as, accountOf(actor), at))) {
        return succeed({ sessionsEnded: 0 })
      }
      const invitation = await within.invitations.findOf(participantId)
      if (invitation !== undefined) await within.outbox.withdraw(mailSubjectOf(invitation), at)
      const ended = await endSessions(within, entry, accessCutOff, at)
      const data = { expertise: expertiseId, participant: participantId, as: actor.as, by: byWhom(actor) }
      await within.journal.append('participant.deactivated', data, at)
      for (const session of ended) {
        await within.journal.append('session.ended', { account: entry.accountId, session, reason: 'deactivated' }, at)
      }
      return succeed({ sessionsEnded: ended.length })
    })
}

/**
 * Without a card a session lives on the cases that are open to it: with none left it ends, otherwise it goes on without
 * this one. Whoever came by card came by themselves (R7); they see one case less.
 */
async function endSessions(
  { cases, sessions }: CaseStores,
  { accountId, profile, expertiseId }: Participant,
  accessCutOff: number,
  at: number,
): Promise<readonly string[]> {
  const [newest] = await cases.participations(accountId, profile, accessesCountFrom('email-code', accessCutOff))
  if (newest === undefined) return sessions.endWithoutCard(accountId, profile, 'deactivated', at)
  await sessions.moveEntry(accountId, expertiseId, newest.expertise.id)
  return []
}
