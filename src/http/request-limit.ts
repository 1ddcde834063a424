/** 60 tries of a secret per minute and network address, for each page that takes one (TH-10, TH-11). */
import type { RequestHandler } from 'express'
import { defineFailure } from '../failures/failure.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import { answerFailure } from './failure-response.ts'
import type { PageSender } from './page-response.ts'

const TRIES_PER_MINUTE = 60

export const tooManyRequests = defineFailure<{ retryAt: number }>(
  'http.too-many-requests',
  'throttled',
  'Too many tries from one network address within a minute.',
)

/** @param page what is counted together: each page has its own count. */
export const limitPerAddress =
  (ephemeral: EphemeralStore, sendPage: PageSender, page: string): RequestHandler =>
  async (request, response, next) => {
    const { count, closesAt } = await ephemeral.count(`requests:${page}:${networkOf(request.ip ?? '')}`, 60)
    if (count <= TRIES_PER_MINUTE) return next()
    return answerFailure(request, response, sendPage, tooManyRequests({ retryAt: closesAt }))
  }

/** An IPv6 customer has a /64 at least: its addresses count as one. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  return address.includes(':') ? `${address.split(':').slice(0, 4).join(':')}::/64` : address
}
