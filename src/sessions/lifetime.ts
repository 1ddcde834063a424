/** How long a session lives (SE-18): 30 minutes without action, 8 hours by card, 4 hours by e-mail. */
import type { AuthenticationMethod } from '../assurance/assurance.ts'

export interface SessionLifetimes {
  readonly idleSeconds: number
  readonly absoluteSeconds: Readonly<Record<AuthenticationMethod, number>>
}

export const SESSION_LIFETIMES: SessionLifetimes = {
  idleSeconds: 30 * 60,
  absoluteSeconds: { 'smart-card': 8 * 3600, 'email-code': 4 * 3600, 'activation-link': 4 * 3600 },
}

/** Who changes what logs them in has proved who they are within this time: at login, or again since (SE-18). */
const RECENT_SECONDS = 15 * 60

export const provedRecently = (session: { readonly authenticatedAt: number }, at: number): boolean =>
  at < session.authenticatedAt + RECENT_SECONDS * 1000

/** The last use is written at most this often: a read of a page should not cost a write. */
export const LAST_SEEN_RESOLUTION_SECONDS = 30

export interface SessionSpan {
  readonly lastSeenAt: number
  readonly expiresAt: number
  readonly endedAt: number | undefined
}

export type SessionEnding = 'ended' | 'idle' | 'expired'

/** @returns why a session is over at `at`, or undefined while it lives. */
export function sessionEnding(session: SessionSpan, idleSeconds: number, at: number): SessionEnding | undefined {
  if (session.endedAt !== undefined) return 'ended'
  if (at >= session.expiresAt) return 'expired'
  return at >= session.lastSeenAt + idleSeconds * 1000 ? 'idle' : undefined
}

/** When a session ends if nothing more is done in it: the earlier of its two limits. */
export const sessionEndsAt = (session: SessionSpan, idleSeconds: number): number =>
  Math.min(session.expiresAt, session.lastSeenAt + idleSeconds * 1000)
