/** « Renvoyer »: a new sending kills the former one, its secret and its mails that wait (RS-11). */
import { fail, type Outcome, succeed } from '../failures/failure.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import { isOutdated } from './access-cut-off.ts'
import type { CaseStores } from './case-stores.ts'
import { type AccessParts, nameOf } from './give-access.ts'
import { invitationAccepted, tooManyInvitations } from './invitation.ts'
import { actsIn, byWhom, type CaseActor, mayAdd, notYours } from './rights.ts'

/** How often one invitation may be sent again in a day: its reader did not ask for it. */
export const RESENDINGS_PER_DAY = 5
const DAY_SECONDS = 24 * 3600

export type InvitationResender = (
  actor: CaseActor,
  expertiseId: string,
  participantId: string,
  at: number,
) => Promise<Outcome<undefined>>

export function createInvitationResender<Within extends CaseStores>(
  parts: AccessParts<Within>,
  ephemeral: Pick<EphemeralStore, 'count'>,
): InvitationResender {
  const { transact, sender, makeSecret, accessCutOff, operatorName } = parts

  return async (actor, expertiseId, participantId, at) => {
    const allowed = await mayResend()
    if (!allowed.ok) return allowed
    if (actor.as !== 'operator') {
      const { count, closesAt } = await ephemeral.count(`invitation:${participantId}`, DAY_SECONDS)
      if (count > RESENDINGS_PER_DAY) return fail(tooManyInvitations({ retryAt: closesAt }))
    }
    const secret = await makeSecret(at)
    return transact(async (within) => {
      const found = await find(within)
      if (!found.ok) return found
      // One at a time for this person: a login that comes first has accepted, and there is nothing to send.
      await within.accounts.lock(found.value.account.id)
      const again = await find(within)
      if (!again.ok) return again
      const { expertise, account, invitation } = again.value
      const invitedBy = await nameOf(within, actor, operatorName)
      await sender.resend(within, { expertise, account, invitedBy }, invitation, secret, at)
      await within.journal.append(
        'invitation.resent',
        { expertise: expertiseId, participant: participantId, by: byWhom(actor) },
        at,
      )
      return succeed(undefined)
    })

    /** Looked at before the sending is counted, so that nobody spends another case's sendings. */
    function mayResend() {
      return transact(find)
    }

    async function find(within: Within) {
      const expertise = await within.cases.find(expertiseId)
      const entry = await within.cases.findEntry(participantId)
      if (expertise === undefined || entry?.expertiseId !== expertiseId) return fail(notYours({}))
      if (!mayAdd(actor, entry.profile) || !(await actsIn(within.cases, actor, expertiseId))) return fail(notYours({}))
      const [account, invitation] = [
        await within.accounts.find(entry.accountId),
        await within.invitations.findOf(participantId),
      ]
      if (account === undefined || invitation === undefined) return fail(notYours({}))
      if (entry.status !== 'active' || isOutdated(entry, accessCutOff)) return fail(notYours({}))
      if (invitation.acceptedAt !== undefined) return fail(invitationAccepted({}))
      return succeed({ expertise, account, invitation })
    }
  }
}
