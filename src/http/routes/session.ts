/** The session itself: take an interrupted sign-in up again, stay longer, leave. */
import { type RequestHandler, Router } from 'express'
import { signedOutPage } from '../../views/pages/endings.tsx'
import { field } from '../form.ts'
import { localPath } from '../local-path.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'
import { restartSignIn } from '../restart.ts'
import { currentSignIn, proceed } from '../sign-in-progress.ts'
import { endSession } from '../sign-out.ts'

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'establish' | 'random' | 'offersPersonalAccount'>

export function sessionRoutes(portal: Parts): RequestHandler {
  const { sendPage, stores } = portal
  const router = Router()

  router.get(PATHS.goOn, async (request, response) => {
    const found = await currentSignIn(portal, request)
    const failure = found.ok ? await proceed(portal, request, response, found.value) : found.failure
    return failure && restartSignIn(portal, request, response, failure)
  })

  router.post(PATHS.extendSession, requireSession(portal), async (request, response) => {
    await stores.sessions.touch(signedInOf(request).session.idHash, request.visit.at)
    response.redirect(303, localPath(field(request, 'retour'), PATHS.expertises))
  })

  router.post(PATHS.signOut, async (request, response) => {
    const byCard = request.visit.signedIn?.session.method === 'smart-card'
    await endSession(stores, request, 'signed-out')
    response.redirect(303, byCard ? `${PATHS.signOut}?carte=oui` : PATHS.signOut)
  })

  router.get(PATHS.signOut, (request, response) => {
    const page = signedOutPage({ signInPath: PATHS.wall, withCard: request.query['carte'] === 'oui' })
    sendPage(request, response, page, request.query['avis'] === 'carte' ? { notice: 'card-blocked' } : {})
  })

  return router
}
