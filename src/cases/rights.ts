/** Who may do what in a case (R1, R2, R15). What nobody may do has no line here. */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import { defineFailure } from '../failures/failure.ts'
import type { Profile } from '../people/profile.ts'
import type { CaseStore, ClosedAs, Participant } from './participation.ts'

export const notYours = defineFailure(
  'cases.not-yours',
  'not-found',
  'Whoever asked has no such right in this case, or there is no such case or entry: the answer is the same.',
)
export const closedByCourt = defineFailure(
  'cases.closed-by-court',
  'forbidden',
  'The court or the operator closed this access: the expert cannot put the person back (R15).',
)

/** R1: whom the expert lets in. Magistrates, clerks and the expert come by themselves (R7); the operator adds them. */
export const INVITABLE_PROFILES = ['intervenant-de-partie', 'sapiteur', 'co-expert'] as const satisfies Profile[]
export type InvitableProfile = (typeof INVITABLE_PROFILES)[number]

export const isInvitable = (profile: string): profile is InvitableProfile =>
  (INVITABLE_PROFILES as readonly string[]).includes(profile)

export type CaseActor =
  | { readonly as: 'lead'; readonly accountId: string }
  | { readonly as: 'court'; readonly accountId: string }
  | { readonly as: 'operator' }

const ACTS_AS: Readonly<Partial<Record<Profile, 'lead' | 'court'>>> = { expert: 'lead', 'magistrat-greffier': 'court' }

export const accountOf = (actor: CaseActor): string | undefined =>
  actor.as === 'operator' ? undefined : actor.accountId

/** For the journal. */
export const byWhom = (actor: CaseActor): string => accountOf(actor) ?? 'operator'

/** As what a session acts on participants: an expert, a magistrate or a clerk, and only by card. */
export function actorOf(session: {
  readonly accountId: string
  readonly profile: Profile
  readonly method: AuthenticationMethod
}): CaseActor | undefined {
  const as = session.method === 'smart-card' ? ACTS_AS[session.profile] : undefined
  return as === undefined ? undefined : { as, accountId: session.accountId }
}

/** R10: whoever acts takes part, now, as what the session says; the operator stands outside the cases. */
export async function actsIn(
  cases: Pick<CaseStore, 'entriesOf'>,
  actor: CaseActor,
  expertiseId: string,
): Promise<boolean> {
  if (actor.as === 'operator') return true
  const entries = await cases.entriesOf(expertiseId, actor.accountId)
  return entries.some(({ status, profile }) => status === 'active' && ACTS_AS[profile] === actor.as)
}

/** Whether at all: the court closes, it does not invite. */
export const mayInvite = (actor: CaseActor): boolean => actor.as !== 'court'

export const mayAdd = (actor: CaseActor, profile: Profile): boolean =>
  mayInvite(actor) && (actor.as === 'operator' || isInvitable(profile))

/** The court closes what the expert gave; an expert, a magistrate or a clerk is replaced by the operator. */
export const mayDeactivate = (actor: CaseActor, profile: Profile): boolean =>
  actor.as === 'operator' || isInvitable(profile)

const BINDS_THE_EXPERT: readonly (ClosedAs | undefined)[] = ['court', 'operator']

/** @param entries every entry of the person in the case, newest first; none active. */
export const mayPutBack = (actor: CaseActor, entries: readonly Pick<Participant, 'deactivatedAs'>[]): boolean =>
  actor.as === 'operator' || !BINDS_THE_EXPERT.includes(entries[0]?.deactivatedAs)
