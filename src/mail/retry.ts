/** When a mail that could not be sent is tried again (RFC 5321 §4.5.4.1: more and more rarely, then given up). */
import type { OutboxMail } from './outbox.ts'

const backOffSeconds = [2, 5, 15, 30, 60, 120, 300, 600, 1800]
const longestWaitSeconds = 3600
const givenUpAfterSeconds = 5 * 24 * 3600

/**
 * @returns the instant of the next attempt, or undefined when a mail without deadline has been tried for five days.
 *   A mail with a deadline never waits more than an eighth of the time it has left, so that it still arrives in time
 *   when the server comes back; its last instant is the deadline itself, at which it expires.
 */
export function nextAttemptAt(mail: Pick<OutboxMail, 'attempts' | 'createdAt' | 'expiresAt'>, at: number) {
  const waitMilliseconds = (backOffSeconds[mail.attempts - 1] ?? longestWaitSeconds) * 1000
  if (mail.expiresAt === undefined) {
    return at - mail.createdAt >= givenUpAfterSeconds * 1000 ? undefined : at + waitMilliseconds
  }
  const shareOfTheRest = Math.max((mail.expiresAt - at) / 8, shortestWaitMilliseconds)
  return Math.min(at + Math.floor(Math.min(waitMilliseconds, shareOfTheRest)), mail.expiresAt)
}

const shortestWaitMilliseconds = 2000
