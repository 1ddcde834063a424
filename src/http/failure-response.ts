/** Turns a failure into an answer: here and in protocols only is there anything of HTTP in one. */
import type { Request, Response } from 'express'
import type { Failure, FailureCategory } from '../failures/failure.ts'
import type { Page } from '../views/page.ts'
import {
  badRequestPage,
  errorPage,
  forbiddenPage,
  notFoundPage,
  tooManyRequestsPage,
  unavailablePage,
} from '../views/pages/endings.tsx'
import type { PageSender } from './page-response.ts'
import { PATHS } from './paths.ts'

export const STATUS_OF: Readonly<Record<FailureCategory, number>> = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  throttled: 429,
  unavailable: 503,
}

/** For failures that have no page of their own. */
export function answerFailure(
  request: Request,
  response: Response,
  sendPage: PageSender,
  failure: Failure,
  reference?: string,
): void {
  const retryAt = failure.data['retryAt']
  const waitSeconds = typeof retryAt === 'number' ? Math.max(1, Math.ceil((retryAt - request.visit.at) / 1000)) : 1
  if (failure.category === 'throttled') response.setHeader('Retry-After', waitSeconds)
  sendPage(request, response, pageOf(failure.category, request, Math.ceil(waitSeconds / 60)), {
    status: STATUS_OF[failure.category],
    ...(reference === undefined ? {} : { reference }),
  })
}

function pageOf(category: FailureCategory, request: Request, waitMinutes: number): Page {
  const homePath = PATHS.wall
  const retryPath = request.method === 'GET' ? request.originalUrl : request.path
  switch (category) {
    case 'invalid-input':
    case 'conflict':
      return badRequestPage({ homePath })
    case 'unauthenticated':
    case 'forbidden':
      return forbiddenPage({ homePath })
    case 'not-found':
      return notFoundPage({ homePath })
    case 'throttled':
      return tooManyRequestsPage({ waitMinutes, retryPath })
    case 'unavailable':
      return unavailablePage({ retryPath })
  }
}

export const unexpectedErrorPage = (): Page => errorPage({ homePath: PATHS.wall })
