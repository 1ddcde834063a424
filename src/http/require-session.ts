/** Pages behind the login: a session that lives, and no terms owed (S1.46; the gate also stops sessions that exist). */
import type { Request, RequestHandler } from 'express'
import { createTermsGate } from '../terms/gate.ts'
import { PATHS } from './paths.ts'
import type { Portal } from './portal.ts'
import type { SignedIn } from './visit.ts'

export function requireSession(portal: Pick<Portal, 'stores'>): RequestHandler {
  const gate = createTermsGate(portal.stores.terms)
  return async (request, response, next) => {
    const { signedIn, at } = request.visit
    if (signedIn === undefined) {
      return response.redirect(303, andBack(PATHS.wall, request))
    }
    const owed = await gate.owed(signedIn.account.id, signedIn.session.profile, at)
    return owed === undefined ? next() : response.redirect(303, andBack(PATHS.terms, request))
  }
}

/** A page that somebody wanted to read is come back to; a form that was posted is not sent twice. */
const andBack = (path: string, { method, originalUrl }: Request): string =>
  method === 'GET' ? `${path}?${new URLSearchParams({ suite: originalUrl })}` : path

/** Behind requireSession there is always somebody. */
export function signedInOf(request: { readonly visit: { readonly signedIn: SignedIn | undefined } }): SignedIn {
  if (request.visit.signedIn === undefined) throw new Error('the route stands outside requireSession')
  return request.visit.signedIn
}
