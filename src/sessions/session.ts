/** The session that Parvis issues: who, as which profile, by which method. The row is the truth; the cookie only names it. */
import { type AssuranceLevel, type AuthenticationMethod, satisfies } from '../assurance/assurance.ts'
import type { Profile } from '../people/profile.ts'
import type { Clock } from '../ports/clock.ts'
import { LAST_SEEN_RESOLUTION_SECONDS, type SessionLifetimes, sessionEnding } from './lifetime.ts'

export interface Session {
  /** SHA-256 of the cookie's identifier, hex. */
  readonly idHash: string
  /** Shown to the person and to support; opens nothing. */
  readonly handle: string
  readonly accountId: string
  readonly profile: Profile
  readonly method: AuthenticationMethod
  readonly assurance: AssuranceLevel
  readonly certificateBindingId: string | undefined
  /** The case that the e-mail path opened on (S1.30). */
  readonly entryExpertiseId: string | undefined
  readonly userAgent: string
  readonly authenticatedAt: number
  readonly lastSeenAt: number
  readonly expiresAt: number
  readonly endedAt: number | undefined
}

export type SessionEndReason =
  | 'signed-out'
  | 'revoked'
  | 'card-revoked'
  | 'card-blocked'
  | 'deactivated'
  | 'password-changed'
  | 'terms-refused'
  | 'replaced'

/**
 * Whether a newer login in the same browser carries the session on: the same person as the same profile, proven no less.
 * Whatever applications were told of it stays true, so that a card shown to one of them ends none of the others.
 */
export const carriesOn = (former: Session, next: Session): boolean =>
  former.accountId === next.accountId && former.profile === next.profile && satisfies(next.assurance, former.assurance)

export interface SessionStore {
  open(session: Session): Promise<void>
  find(idHash: string): Promise<Session | undefined>
  /** Those of a person that nobody ended and whose longest time is not over, newest first; some may be idle too long. */
  listOf(accountId: string, at: number): Promise<readonly Session[]>
  /** What the browsers of these sessions called themselves, ended ones included, by handle. */
  userAgentsOf(accountId: string, handles: readonly string[]): Promise<ReadonlyMap<string, string>>
  touch(idHash: string, at: number): Promise<void>
  /** The session under a new identifier, with what a newer login proved. @returns false when it was ended meanwhile. */
  goOn(formerIdHash: string, session: Session): Promise<boolean>
  /** Ending twice keeps the first reason. */
  end(idHash: string, reason: SessionEndReason, at: number): Promise<void>
  /** @returns false when the person has no such session, or it was ended already. */
  endByHandle(accountId: string, handle: string, reason: SessionEndReason, at: number): Promise<boolean>
  /** @returns the handles of those that this ended. */
  endOthers(accountId: string, exceptIdHash: string, reason: SessionEndReason, at: number): Promise<readonly string[]>
  endAllOf(accountId: string, reason: SessionEndReason, at: number): Promise<void>
  /** Every session that was opened with this card. */
  endAllWithCard(certificateBindingId: string, reason: SessionEndReason, at: number): Promise<void>
  /** Ends those under a profile that were not opened by card. @returns their handles. */
  endWithoutCard(accountId: string, profile: Profile, reason: SessionEndReason, at: number): Promise<readonly string[]>
  /** The live sessions of a person that opened on one case now belong to another. */
  moveEntry(accountId: string, fromExpertiseId: string, toExpertiseId: string): Promise<void>
}

/** Reads a session that is alive now, and notes that it was used. */
export function createSessionReader(store: SessionStore, lifetimes: SessionLifetimes, clock: Clock) {
  return async (idHash: string): Promise<Session | undefined> => {
    const at = clock.now()
    const session = await store.find(idHash)
    if (session === undefined || sessionEnding(session, lifetimes.idleSeconds, at) !== undefined) return undefined
    if (at < session.lastSeenAt + LAST_SEEN_RESOLUTION_SECONDS * 1000) return session
    await store.touch(idHash, at)
    return { ...session, lastSeenAt: at }
  }
}

export type SessionReader = ReturnType<typeof createSessionReader>
