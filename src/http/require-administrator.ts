/** The administrator's pages: by card only, and nobody else learns that they exist. */
import type { RequestHandler } from 'express'
import { defineFailure } from '../failures/failure.ts'
import { answerFailure } from './failure-response.ts'
import type { Portal } from './portal.ts'
import { requireSession } from './require-session.ts'
import type { SignedIn } from './visit.ts'

export const notAdministrator = defineFailure(
  'admin.not-for-you',
  'not-found',
  'The page is for administrators who came with their card.',
)

export async function isAdministrator(
  { stores }: Pick<Portal, 'stores'>,
  { account, session }: SignedIn,
): Promise<boolean> {
  return session.method === 'smart-card' && (await stores.administrators.isOne(account.id))
}

export function requireAdministrator(portal: Pick<Portal, 'stores' | 'sendPage'>): RequestHandler {
  const behindSession = requireSession(portal)
  return async (request, response, next) => {
    const { signedIn } = request.visit
    if (signedIn !== undefined && (await isAdministrator(portal, signedIn))) {
      return behindSession(request, response, next)
    }
    return answerFailure(request, response, portal.sendPage, notAdministrator({}))
  }
}
