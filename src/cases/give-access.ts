/** Gives a person an access to a case, within a transaction: the one place that makes entries of invited people. */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { type Account, fullName } from '../people/account.ts'
import type { Random } from '../ports/random.ts'
import { isOutdated } from './access-cut-off.ts'
import type { CaseStores, CaseTransact } from './case-stores.ts'
import type { FirstSecret, FirstSecretMaker } from './first-secret.ts'
import type { Newcomer } from './newcomer.ts'
import type { Expertise } from './participation.ts'
import { accountOf, byWhom, type CaseActor, closedByCourt, mayPutBack } from './rights.ts'
import type { InvitationSender } from './send-invitation.ts'

export const participantAlreadyActive = defineFailure(
  'cases.participant-already-active',
  'conflict',
  'The person has an active entry in this case already.',
)

/** What giving accesses takes. */
export interface AccessParts<Within extends CaseStores> {
  readonly transact: CaseTransact<Within>
  readonly sender: InvitationSender<Within>
  readonly makeSecret: FirstSecretMaker<Within>
  readonly random: Random
  /** Accesses given before this instant open nothing any more (S1.15). */
  readonly accessCutOff: number
  /** What mails say of who invites, when it is the operator. */
  readonly operatorName: string
}

export interface Grant<Within extends CaseStores> {
  readonly actor: CaseActor
  readonly expertise: Expertise
  readonly account: Account
  readonly profile: Newcomer['profile']
  readonly names: Newcomer['names']
  readonly secret: FirstSecret<Within>
}

/** Grants run one after the other for each person: of several at once the first succeeds, the others find it done. */
export async function giveAccess<Within extends CaseStores>(
  within: Within,
  parts: AccessParts<Within>,
  { actor, expertise, account, profile, names, secret }: Grant<Within>,
  at: number,
): Promise<Outcome<{ readonly participantId: string }>> {
  await within.accounts.lock(account.id)
  const entries = await within.cases.entriesOf(expertise.id, account.id)
  const active = entries.find(({ status }) => status === 'active')
  if (active !== undefined) {
    const listed = await within.cases.findEntry(active.id)
    if (listed === undefined || !isOutdated(listed, parts.accessCutOff)) return fail(participantAlreadyActive({}))
    // S1.17, S1.18: the former access is set inactive and stays listed; the new one stands beside it.
    await within.cases.deactivate(active.id, actor.as, accountOf(actor), at)
  } else if (!mayPutBack(actor, entries)) {
    return fail(closedByCourt({}))
  }

  await within.accounts.grantProfile(account.id, profile, at)
  const participantId = Buffer.from(parts.random.bytes(16)).toString('hex')
  await parts.sender.invite(
    within,
    { expertise, account, invitedBy: await nameOf(within, actor, parts.operatorName) },
    {
      id: participantId,
      expertiseId: expertise.id,
      accountId: account.id,
      profile,
      names,
      invitedBy: accountOf(actor),
      invitedAt: at,
    },
    secret,
  )
  await within.journal.append(
    'participant.added',
    { expertise: expertise.id, participant: participantId, account: account.id, profile, by: byWhom(actor) },
    at,
  )
  return succeed({ participantId })
}

/** As mails say it. */
export async function nameOf({ accounts }: CaseStores, actor: CaseActor, operatorName: string): Promise<string> {
  const inviter = actor.as === 'operator' ? undefined : await accounts.find(actor.accountId)
  return inviter === undefined ? operatorName : fullName(inviter)
}
