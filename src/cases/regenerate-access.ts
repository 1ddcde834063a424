/** Gives an outdated access anew (S1.16 to S1.18): the old entry becomes inactive, a new one with an invitation follows. */
import { fail, type Outcome, succeed } from '../failures/failure.ts'
import { isOutdated } from './access-cut-off.ts'
import type { CaseStores } from './case-stores.ts'
import { type AccessParts, giveAccess } from './give-access.ts'
import type { CaseStore } from './participation.ts'
import { actsIn, type CaseActor, mayAdd, mayInvite, notYours } from './rights.ts'

export interface AccessRegenerator {
  one(
    actor: CaseActor,
    expertiseId: string,
    participantId: string,
    at: number,
  ): Promise<Outcome<{ readonly participantId: string }>>
  /** Each in a transaction of its own: what is done when something breaks stays done, and the rest stays listed. */
  all(actor: CaseActor, expertiseId: string, at: number): Promise<Outcome<{ readonly regenerated: number }>>
}

export function createAccessRegenerator<Within extends CaseStores>(
  parts: AccessParts<Within>,
  cases: Pick<CaseStore, 'participants' | 'entriesOf'>,
): AccessRegenerator {
  async function one(actor: CaseActor, expertiseId: string, participantId: string, at: number) {
    const secret = await parts.makeSecret(at)
    return parts.transact(async (within) => {
      const expertise = await within.cases.find(expertiseId)
      const entry = await within.cases.findEntry(participantId)
      if (expertise === undefined || entry?.expertiseId !== expertiseId) return fail(notYours({}))
      if (!mayAdd(actor, entry.profile) || !(await actsIn(within.cases, actor, expertiseId))) return fail(notYours({}))
      const account = await within.accounts.find(entry.accountId)
      if (account === undefined || !isOutdated(entry, parts.accessCutOff)) return fail(notYours({}))
      const { profile, givenNames, surname } = entry
      return giveAccess(
        within,
        parts,
        { actor, expertise, account, profile, names: { givenNames, surname }, secret },
        at,
      )
    })
  }

  return {
    one,
    async all(actor, expertiseId, at) {
      if (!mayInvite(actor) || !(await actsIn(cases, actor, expertiseId))) return fail(notYours({}))
      const outdated = (await cases.participants(expertiseId)).filter((entry) => isOutdated(entry, parts.accessCutOff))
      let regenerated = 0
      for (const { id } of outdated) if ((await one(actor, expertiseId, id, at)).ok) regenerated += 1
      return succeed({ regenerated })
    },
  }
}
