/** The cookies of the portal. All carry the `__Host-` prefix: this host alone, over TLS, for every path (SE-12). */
import type { CookieOptions } from 'express'

export const COOKIES = {
  /** Names the browser's session; opaque (express-session). */
  session: '__Host-parvis-session',
  /** The answer of the wall, and when it was last used; no identity (SE-15). */
  profile: '__Host-parvis-profil',
  /** A random mark of this browser, set at the first login: strangers' failures do not slow it down. */
  browser: '__Host-parvis-navigateur',
  language: '__Host-parvis-langue',
} as const

const HOST_ONLY: CookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' }

/** @param lifetimeSeconds undefined for a cookie that goes with the browser. */
export const cookieOptions = (lifetimeSeconds?: number): CookieOptions =>
  lifetimeSeconds === undefined ? HOST_ONLY : { ...HOST_ONLY, maxAge: lifetimeSeconds * 1000 }
