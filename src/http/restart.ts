/** A sign-in that cannot go on (another tab, the back button, too old) starts again, with a word about it. */
import type { Request, Response } from 'express'
import { noOpenCase } from '../cases/open-cases.ts'
import type { Failure } from '../failures/failure.ts'
import { wallPage } from '../views/pages/wall.tsx'
import { answerFailure, STATUS_OF } from './failure-response.ts'
import { landingPath } from './landing.ts'
import { noCasePage } from './no-case.ts'
import { PATHS } from './paths.ts'
import type { Portal } from './portal.ts'

type Parts = Pick<Portal, 'sendPage' | 'offersPersonalAccount'>

export function restartSignIn(
  { sendPage, offersPersonalAccount }: Parts,
  request: Request,
  response: Response,
  failure: Failure,
) {
  if (failure.category === 'unavailable' || failure.category === 'throttled') {
    return answerFailure(request, response, sendPage, failure)
  }
  if (failure.code === noOpenCase.code) {
    return sendPage(request, response, noCasePage(failure), { status: STATUS_OF[failure.category] })
  }
  // The other tab got there first: the person is in already.
  const { signedIn } = request.visit
  if (signedIn !== undefined && request.method === 'GET') return response.redirect(303, landingPath(signedIn.session))
  return sendPage(request, response, wallPage({ form: { action: PATHS.wall }, offersPersonalAccount }), {
    status: STATUS_OF[failure.category],
    notice: 'sign-in-expired',
  })
}
