/** A sign-in that cannot go on (another tab, the back button, too old) starts again, with a word about it. */
import type { Request, Response } from 'express'
import type { Failure } from '../failures/failure.ts'
import { wallPage } from '../views/pages/wall.tsx'
import { answerFailure, STATUS_OF } from './failure-response.ts'
import { landingPath } from './landing.ts'
import type { PageSender } from './page-response.ts'
import { PATHS } from './paths.ts'

export function restartSignIn(request: Request, response: Response, sendPage: PageSender, failure: Failure) {
  if (failure.category === 'unavailable' || failure.category === 'throttled') {
    return answerFailure(request, response, sendPage, failure)
  }
  // The other tab got there first: the person is in already.
  const { signedIn } = request.visit
  if (signedIn !== undefined && request.method === 'GET') return response.redirect(303, landingPath(signedIn.session))
  return sendPage(request, response, wallPage({ form: { action: PATHS.wall }, offersPersonalAccount: false }), {
    status: STATUS_OF[failure.category],
    notice: 'sign-in-expired',
  })
}
