/**
 * Whom Parvis vouches for: the one rule behind every code, token, refresh and assertion. Asked again each time, because a
 * session can end, an account be withdrawn and new terms take effect between two requests (threats of old refresh tokens
 * and of terms bypassed).
 */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { type SessionEnding, sessionEnding } from '../sessions/lifetime.ts'
import type { Session } from '../sessions/session.ts'
import { type TermsVersion, termsOwed } from '../terms/terms.ts'
import type { Acceptance, Standing, StandingStore } from './standing.ts'

export const sessionOver = defineFailure<{ ending: SessionEnding | 'unknown' }>(
  'protocol.session-over',
  'unauthenticated',
  'The session that an application relies on is over.',
  ({ ending }) => `It is ${ending}.`,
)
export const accessWithdrawn = defineFailure(
  'protocol.access-withdrawn',
  'forbidden',
  'The account, its profile or the card of the session was withdrawn.',
)
export const acceptanceOwed = defineFailure<{ terms: string }>(
  'protocol.acceptance-owed',
  'forbidden',
  'The person owes an acceptance of the terms of use before any application hears of them.',
  ({ terms }) => `Version ${terms}.`,
)

export interface Vouched extends Omit<Standing, 'holdsProfile'> {
  /** What was accepted last of the terms in force for the profile; undefined where there are none. */
  readonly terms: { readonly version: string; readonly acceptedAt: number } | undefined
}

/** @param session its handle; or whatever else `find` finds it by. */
export type Voucher = (session: string, at: number) => Promise<Outcome<Vouched>>

/** @param versions every published version of the terms, as of a moment ago. */
export function createVoucher(
  { find, acceptances }: Pick<StandingStore, 'find' | 'acceptances'>,
  versions: () => Promise<readonly TermsVersion[]>,
  idleSeconds: number,
): Voucher {
  const knownAcceptances = new Map<string, readonly Acceptance[]>()

  return async (session, at) => {
    const standing = await find(session)
    return standing === undefined ? fail(sessionOver({ ending: 'unknown' })) : judge(standing, at)
  }

  async function judge({ holdsProfile, ...known }: Standing, at: number): Promise<Outcome<Vouched>> {
    const { session, account, card } = known
    const ending = sessionEnding(session, idleSeconds, at)
    if (ending !== undefined) return fail(sessionOver({ ending }))
    const cardHolds = session.certificateBindingId === undefined || card?.status === 'active'
    if (account.status !== 'active' || !holdsProfile || !cardHolds) return fail(accessWithdrawn({}))

    const published = await versions()
    const owes = (accepted: readonly Acceptance[]) =>
      termsOwed(published, new Set(accepted.map(({ termsId }) => termsId)), session.profile, at)
    const accepted = await acceptancesOf(session, (those) => owes(those) === undefined)
    const owed = owes(accepted)
    if (owed !== undefined) return fail(acceptanceOwed({ terms: owed.label }))
    return succeed({ ...known, terms: lastAccepted(accepted, published) })
  }

  /** An acceptance is never taken back: only whoever might owe one is looked up again. */
  async function acceptancesOf(
    { accountId, profile }: Session,
    suffice: (those: readonly Acceptance[]) => boolean,
  ): Promise<readonly Acceptance[]> {
    const key = `${accountId} ${profile}`
    const known = knownAcceptances.get(key)
    if (known !== undefined && suffice(known)) return known
    const found = await acceptances(accountId, profile)
    if (knownAcceptances.size >= PEOPLE_REMEMBERED) knownAcceptances.clear()
    knownAcceptances.set(key, found)
    return found
  }
}

const PEOPLE_REMEMBERED = 10_000

function lastAccepted(acceptances: readonly Acceptance[], published: readonly TermsVersion[]): Vouched['terms'] {
  const last = acceptances.reduce<Acceptance | undefined>(
    (newest, each) => (newest === undefined || each.acceptedAt > newest.acceptedAt ? each : newest),
    undefined,
  )
  const version = published.find(({ id }) => id === last?.termsId)
  return last && version && { version: version.label, acceptedAt: last.acceptedAt }
}
