/** The browser's session: opaque identifier of 256 bits, renewed at login, never at rest in clear (SE-1, SE-8). */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { parse as parseCookies } from 'cookie'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { Random } from '../ports/random.ts'
import { COOKIES, cookieOptions } from './cookies.ts'

/** @param signingKey keeps made-up identifiers away from the store. */
export const sessionCookie = (store: session.Store, random: Random, signingKey: string): RequestHandler =>
  session({
    name: COOKIES.session,
    secret: signingKey,
    genid: (request) => chosenIdentifiers.get(request) ?? newIdentifier(random),
    store,
    resave: false,
    saveUninitialized: false,
    cookie: { ...cookieOptions(), secure: true, httpOnly: true, sameSite: 'lax' },
  })

/**
 * Reads the identifier out of the cookie, for requests that need nothing else of the browser's session.
 * @returns undefined when there is none, or when we did not sign it.
 */
export function createIdentifierReader(signingKey: string): (request: IncomingMessage) => string | undefined {
  const key = createSecretKey(signingKey, 'utf8')
  return ({ headers }) => {
    const cookie = parseCookies(headers.cookie ?? '')[COOKIES.session] ?? ''
    const [, identifier = '', signature = ''] = /^s:([\w-]+)\.(.+)$/.exec(cookie) ?? []
    const expected = Buffer.from(createHmac('sha256', key).update(identifier).digest('base64').replace(/=+$/, ''))
    const given = Buffer.from(signature)
    return given.length === expected.length && timingSafeEqual(given, expected) ? identifier : undefined
  }
}

/** Gives the browser its anonymous session, so that it can come back to what it begins now. */
export async function beginBrowser(request: Request): Promise<void> {
  if (request.session.begunAt !== undefined) return
  request.session.begunAt = request.visit.at
  await saveBrowser(request)
}

/** 256 bits. */
export const newIdentifier = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')

/** Identifiers that were written into a session row before the browser gets them. */
const chosenIdentifiers = new WeakMap<object, string>()

/** A new identifier, the old one dead: at login and at every change of what it stands for (threat of fixation). */
export const renewSession = (request: Request, identifier: string): Promise<void> => {
  chosenIdentifiers.set(request, identifier)
  return new Promise((resolve, reject) =>
    request.session.regenerate((error: unknown) => {
      if (error) return reject(error)
      request.session.begunAt = request.visit.at
      saveBrowser(request).then(resolve, reject)
    }),
  )
}

/** Before the answer: a browser goes where it is sent without waiting for what express-session does at the end. */
export const saveBrowser = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => request.session.save((error: unknown) => (error ? reject(error) : resolve())))

export const dropSession = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => request.session.destroy((error: unknown) => (error ? reject(error) : resolve())))
