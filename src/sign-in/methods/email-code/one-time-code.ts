/**
 * The e-mailed code in numbers: 6 digits (S1.26, OT-1), 10 minutes (OT-2, OT-4), one success (OT-5), 5 tries, at least
 * 30 s between two sendings of a sign-in, 5 sendings in 15 minutes and 20 in a day to an address (OT-13).
 * HOTP (RFC 4226) with a secret per sign-in; a sending advances the counter, which kills the code before (OT-7).
 */
import { generateSync } from 'otplib'
import { defineFailure } from '../../../failures/failure.ts'
import type { Sealer } from '../../../ports/sealer.ts'

export const CODE_LIFETIME_SECONDS = 10 * 60
export const CODE_TRIES = 5
export const SENDING_INTERVAL_SECONDS = 30
export const SENDING_LIMITS = [
  { sendings: 5, windowSeconds: 15 * 60 },
  { sendings: 20, windowSeconds: 24 * 3600 },
] as const
export const LONGEST_SENDING_WINDOW_MS = Math.max(...SENDING_LIMITS.map((limit) => limit.windowSeconds)) * 1000
/** RFC 4226 §4 R6: 160 bits recommended. */
export const SECRET_BYTES = 20

export const codeWrong = defineFailure<{ triesLeft: number }>(
  'sign-in.code-wrong',
  'unauthenticated',
  'The code is not the one that was sent last for this sign-in.',
)
export const codeDead = defineFailure(
  'sign-in.code-dead',
  'unauthenticated',
  'The code was used, has expired, or was tried too often: only a new one helps.',
)
export const sendingTooSoon = defineFailure<{ retryAt: number }>(
  'sign-in.sending-too-soon',
  'throttled',
  'A code was sent a moment ago, or too many were sent to this address.',
)

/** @param counter moving factor, one for each sending. @returns six digits. */
export const hotp = (secret: Uint8Array, counter: number): string =>
  generateSync({ strategy: 'hotp', secret, counter, digits: 6 })

/** What is stored instead of the code: a keyed hash bound to this sign-in and this sending (OT-9). */
export const fingerprintOfCode = (sealer: Sealer, signInId: string, counter: number, code: string): string =>
  sealer.fingerprint(code, `email-code:${signInId}:${counter}`)

/** People type « 123 456 »: spaces do not count. Anything but six digits is no code, and still costs a try. */
export const readCode = (typed: string): string => typed.replace(/\s/g, '')

export interface EmailCode {
  readonly signInId: string
  readonly secretSealed: string
  readonly counter: number
  readonly codeFingerprint: string
  readonly triesLeft: number
  readonly issuedAt: number
  readonly expiresAt: number
}

export interface EmailCodeStore {
  /** Puts the code of a sign-in, in place of the one before; the tries already spent stay spent. Notes the sending. */
  issue(code: Omit<EmailCode, 'triesLeft'> & { readonly recipient: string }): Promise<void>
  find(signInId: string): Promise<EmailCode | undefined>
  /** One statement: spends a try if one is left and the code lives at `at`; undefined otherwise. */
  spendTry(signInId: string, at: number): Promise<EmailCode | undefined>
  /** One statement: true for exactly one caller. */
  consume(signInId: string, counter: number, at: number): Promise<boolean>
  /** Instants of the sendings to a recipient since `since`, oldest first. */
  sendingsSince(recipient: string, since: number): Promise<readonly number[]>
}

/** @returns when the next sending is allowed: `at` itself when it is now. */
export function nextSendingAt(sendings: readonly number[], at: number): number {
  const waits = SENDING_LIMITS.map(({ sendings: limit, windowSeconds }) => {
    const within = sendings.filter((sentAt) => sentAt > at - windowSeconds * 1000)
    const oldestThatCounts = within[within.length - limit]
    return oldestThatCounts === undefined ? at : oldestThatCounts + windowSeconds * 1000
  })
  return Math.max(at, ...waits)
}
