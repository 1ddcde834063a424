/** On the way to an application behind a proxy: `/connexion/application`, once logged in. */
import { type RequestHandler, Router } from 'express'
import { levelTooLow } from '../../protocols/forward-auth/admission.ts'
import type { WantedEntry } from '../../protocols/forward-auth/entry.ts'
import { acceptanceOwed, sessionOver } from '../../protocols/voucher.ts'
import { badRequestPage } from '../../views/pages/endings.tsx'
import { answerFailure } from '../failure-response.ts'
import { parameter } from '../form.ts'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { loginPath } from './wall.ts'

type Parts = Pick<Portal, 'sendPage' | 'enterApplication'>

export function enterApplicationRoutes({ sendPage, enterApplication }: Parts): RequestHandler {
  const router = Router()

  router.get(PATHS.enterApplication, async (request, response) => {
    if (parameter(request, 'echec') !== undefined) {
      return sendPage(request, response, badRequestPage({ homePath: PATHS.wall }), { status: 400 })
    }
    const { signedIn, at } = request.visit
    const here = request.originalUrl
    const behind = (path: string) => `${path}?${new URLSearchParams({ suite: here })}`
    if (signedIn === undefined) return response.redirect(303, behind(PATHS.wall))

    const wanted: WantedEntry = {
      applicationId: parameter(request, 'application') ?? '',
      attemptHash: parameter(request, 'empreinte') ?? '',
      target: parameter(request, 'vers') ?? '',
    }
    const entered = await enterApplication(wanted, signedIn.session.handle, at)
    if (entered.ok) return response.redirect(303, entered.value)
    switch (entered.failure.code) {
      case acceptanceOwed.code:
        return response.redirect(303, behind(PATHS.terms))
      case sessionOver.code:
        return response.redirect(303, behind(PATHS.wall))
      case levelTooLow.code:
        if (signedIn.session.method !== 'smart-card') return response.redirect(303, loginPath('carte', false, here))
    }
    return answerFailure(request, response, sendPage, entered.failure)
  })

  return router
}
