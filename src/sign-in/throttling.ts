/**
 * How failures slow a sign-in down: after 5 failures 1, 2, 4, 8 ... 60 minutes, and 25 in 24 hours at most (TH-4, TH-11).
 * A try is counted as a failure before it is judged and forgiven when it succeeds, so that parallel tries cannot slip
 * through. A soft lock only, and a browser in which the account has logged in before has a count of its own: a stranger
 * cannot lock a lawyer out.
 */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'

export const FREE_FAILURES = 5
export const FAILURES_PER_DAY = 25
const DAY_MS = 24 * 3600 * 1000
const LONGEST_WAIT_MINUTES = 60

export interface FailureCount {
  readonly failures: number
  readonly failuresToday: number
  readonly dayStartedAt: number
  readonly blockedUntil: number
}

export const tooManyTries = defineFailure<{ retryAt: number }>(
  'sign-in.too-many-tries',
  'throttled',
  'Too many failed tries; the next one must wait.',
  ({ retryAt }) => `Until ${new Date(retryAt).toISOString()}.`,
)

/** The count after one more failure at `at`. */
export function afterFailure(count: FailureCount, at: number): FailureCount {
  const newDay = at >= count.dayStartedAt + DAY_MS
  const failures = count.failures + 1
  const failuresToday = (newDay ? 0 : count.failuresToday) + 1
  const dayStartedAt = newDay ? at : count.dayStartedAt
  return {
    failures,
    failuresToday,
    dayStartedAt,
    blockedUntil: failuresToday >= FAILURES_PER_DAY ? dayStartedAt + DAY_MS : at + waitAfter(failures),
  }
}

/** In milliseconds: nothing up to the fourth failure, one minute after the fifth, then doubled up to an hour. */
export const waitAfter = (failures: number): number =>
  failures < FREE_FAILURES ? 0 : Math.min(2 ** (failures - FREE_FAILURES), LONGEST_WAIT_MINUTES) * 60_000

export interface ThrottleStore {
  /** Applies `change` to the count of `subject` while nobody else can. */
  update<Result>(
    subject: string,
    at: number,
    change: (count: FailureCount) => { readonly count: FailureCount; readonly result: Result },
  ): Promise<Result>
  clear(subject: string): Promise<void>
}

/** Counts a try as a failure in advance; call `store.clear` when it succeeds. */
export const countTry = (store: ThrottleStore, subject: string, at: number): Promise<Outcome<undefined>> =>
  store.update(subject, at, (count) =>
    at < count.blockedUntil
      ? { count, result: fail(tooManyTries({ retryAt: count.blockedUntil })) }
      : { count: afterFailure(count, at), result: succeed(undefined) },
  )

/** From here to the end of the transaction, one at a time for this subject. */
export const inTurn = (store: ThrottleStore, subject: string, at: number): Promise<undefined> =>
  store.update(subject, at, (count) => ({ count, result: undefined }))
