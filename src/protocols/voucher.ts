/**
 * Whom Parvis vouches for: the one rule behind every code, token, refresh and assertion. Asked again each time, because a
 * session can end, an account be withdrawn and new terms take effect between two requests (threats of old refresh tokens
 * and of terms bypassed).
 */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { type SessionEnding, sessionEnding } from '../sessions/lifetime.ts'
import { type TermsVersion, termsOwed } from '../terms/terms.ts'
import type { Standing, StandingStore } from './standing.ts'

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

export interface Vouched extends Omit<Standing, 'holdsProfile' | 'acceptances'> {
  /** What was accepted last of the terms in force for the profile; undefined where there are none. */
  readonly terms: { readonly version: string; readonly acceptedAt: number } | undefined
}

/** @param session its handle; or whatever else `find` finds it by. */
export type Voucher = (session: string, at: number) => Promise<Outcome<Vouched>>

/** @param versions every published version of the terms, as of a moment ago. */
export function createVoucher(
  { find }: Pick<StandingStore, 'find'>,
  versions: () => Promise<readonly TermsVersion[]>,
  idleSeconds: number,
): Voucher {
  return async (session, at) => {
    const standing = await find(session)
    return standing === undefined ? fail(sessionOver({ ending: 'unknown' })) : judge(standing, await versions())

    function judge(found: Standing, published: readonly TermsVersion[]): Outcome<Vouched> {
      const { session, account, card, registration, expertise, holdsProfile, acceptances } = found
      const ending = sessionEnding(session, idleSeconds, at)
      if (ending !== undefined) return fail(sessionOver({ ending }))
      const cardHolds = session.certificateBindingId === undefined || card?.status === 'active'
      if (account.status !== 'active' || !holdsProfile || !cardHolds) return fail(accessWithdrawn({}))
      const accepted = new Set(acceptances.map(({ termsId }) => termsId))
      const owed = termsOwed(published, accepted, session.profile, at)
      if (owed !== undefined) return fail(acceptanceOwed({ terms: owed.label }))
      return succeed({ session, account, card, registration, expertise, terms: lastAccepted(acceptances, published) })
    }
  }
}

function lastAccepted(acceptances: Standing['acceptances'], published: readonly TermsVersion[]): Vouched['terms'] {
  const last = acceptances.reduce<(typeof acceptances)[number] | undefined>(
    (newest, each) => (newest === undefined || each.acceptedAt > newest.acceptedAt ? each : newest),
    undefined,
  )
  const version = published.find(({ id }) => id === last?.termsId)
  return last && version && { version: version.label, acceptedAt: last.acceptedAt }
}
