/** What is known of a request before any page looks at it. */
import { createHash } from 'node:crypto'
import { parse as parseCookies } from 'cookie'
import type { Request, RequestHandler } from 'express'
import type { Account } from '../people/account.ts'
import type { Clock } from '../ports/clock.ts'
import type { Session, SessionReader } from '../sessions/session.ts'
import type { Stores } from '../sign-in/stores.ts'
import { COOKIES } from './cookies.ts'

export interface SignedIn {
  readonly session: Session
  readonly account: Account
}

export interface Visit {
  /** When the request came; one instant for all its rules. */
  readonly at: number
  readonly locale: 'fr' | 'en'
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** SHA-256 of the browser's own mark, when it sent one. */
  readonly browserHash: string | undefined
  /** Somebody with a session that lives; the terms may still be owed. */
  readonly signedIn: SignedIn | undefined
}

declare module 'express-serve-static-core' {
  interface Request {
    visit: Visit
  }
}

declare module 'express-session' {
  interface SessionData {
    /** Set when a browser begins something, so that it gets a cookie and can come back to it. */
    begunAt: number
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The browser's anonymous identity: what its sign-ins and tickets are bound to. */
export const browserKeyOf = (request: Request): string => sha256(request.sessionID)

export function readVisit(
  stores: Pick<Stores, 'accounts'>,
  readSession: SessionReader,
  clock: Clock,
  defaultLocale: 'fr' | 'en',
): RequestHandler {
  return async (request, _response, next) => {
    const cookies = parseCookies(request.headers.cookie ?? '')
    const mark = cookies[COOKIES.browser]
    const session = cookies[COOKIES.session] === undefined ? undefined : await readSession(sha256(request.sessionID))
    const account = session && (await stores.accounts.find(session.accountId))
    request.visit = {
      at: clock.now(),
      locale: chosenLocale(request, cookies[COOKIES.language], defaultLocale),
      cookies,
      browserHash: mark === undefined ? undefined : sha256(mark),
      signedIn: session && account && mayGoOn(session, account) ? { session, account } : undefined,
    }
    next()
  }
}

/** What was taken from the account since the login is gone at the next request. */
const mayGoOn = ({ profile }: Session, { status, profiles }: Account): boolean =>
  status === 'active' && profiles.includes(profile)

function chosenLocale(request: Request, chosen: string | undefined, otherwise: 'fr' | 'en'): 'fr' | 'en' {
  if (chosen === 'fr' || chosen === 'en') return chosen
  const accepted = request.acceptsLanguages('fr', 'en')
  return accepted === 'fr' || accepted === 'en' ? accepted : otherwise
}
