/**
 * Protection against forged requests: whatever changes state must come from a page of this portal. Browsers say so
 * themselves in Sec-Fetch-Site, older ones in Origin; neither can be set by a page. A request with neither header does
 * not come from a browser and brings no victim's cookies. SameSite=Lax on the cookies is the second lock.
 */
import type { RequestHandler } from 'express'
import { defineFailure } from '../failures/failure.ts'
import { answerFailure } from './failure-response.ts'
import type { PageSender } from './page-response.ts'

export const foreignOrigin = defineFailure(
  'http.foreign-origin',
  'forbidden',
  'A form was posted from a page that is not of this portal.',
)

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

export const refuseForeignOrigins =
  (origin: string, sendPage: PageSender): RequestHandler =>
  (request, response, next) => {
    if (SAFE_METHODS.has(request.method) || comesFrom(origin, request.headers)) return next()
    return answerFailure(request, response, sendPage, foreignOrigin({}))
  }

function comesFrom(origin: string, headers: NodeJS.Dict<string | string[]>): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return headers['origin'] === undefined || headers['origin'] === origin
}
