/** Ends the session of a browser: the row first, so that nothing lives on if the rest fails. */
import type { Request } from 'express'
import type { SessionEndReason } from '../sessions/session.ts'
import type { Portal } from './portal.ts'
import { dropSession } from './session-cookie.ts'

export async function endSession(stores: Portal['stores'], request: Request, reason: SessionEndReason): Promise<void> {
  const { signedIn, at } = request.visit
  if (signedIn !== undefined) {
    await stores.sessions.end(signedIn.session.idHash, reason, at)
    await stores.journal.append(
      'session.ended',
      { account: signedIn.account.id, session: signedIn.session.handle, reason },
      at,
    )
  }
  await dropSession(request)
}
