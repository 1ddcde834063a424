/** « Ajouter un intervenant » (S1.17, S1.20, R1, R2): an account for who has none, an entry, an invitation; or nothing. */
import { fail, type Outcome } from '../failures/failure.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import type { CaseStores } from './case-stores.ts'
import { type AccessParts, giveAccess } from './give-access.ts'
import { tooManyInvitations } from './invitation.ts'
import type { Newcomer } from './newcomer.ts'
import { actsIn, type CaseActor, mayAdd, notYours } from './rights.ts'

/** How many people an expert may invite in a day: far above any case, far below a mailing. */
export const INVITATIONS_PER_DAY = 100
const DAY_SECONDS = 24 * 3600

export type ParticipantAdder = (
  actor: CaseActor,
  expertiseId: string,
  newcomer: Newcomer,
  at: number,
) => Promise<Outcome<{ readonly participantId: string }>>

export function createParticipantAdder<Within extends CaseStores>(
  parts: AccessParts<Within>,
  ephemeral: Pick<EphemeralStore, 'count'>,
): ParticipantAdder {
  return async (actor, expertiseId, { profile, names, address }, at) => {
    if (!mayAdd(actor, profile)) return fail(notYours({}))
    if (actor.as !== 'operator') {
      const { count, closesAt } = await ephemeral.count(`invitations:${actor.accountId}`, DAY_SECONDS)
      if (count > INVITATIONS_PER_DAY) return fail(tooManyInvitations({ retryAt: closesAt }))
    }
    const secret = await parts.makeSecret(at)
    return parts.transact(async (within) => {
      const expertise = await within.cases.find(expertiseId)
      if (expertise === undefined || !(await actsIn(within.cases, actor, expertiseId))) return fail(notYours({}))
      const id = Buffer.from(parts.random.bytes(16)).toString('hex')
      const account = await within.accounts.ensure(
        { id, email: address.address, emailKey: address.key, ...names, profiles: [profile] },
        at,
      )
      return giveAccess(within, parts, { actor, expertise, account, profile, names, secret }, at)
    })
  }
}
