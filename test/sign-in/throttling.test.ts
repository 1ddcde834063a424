import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterFailure,
  countTry,
  FAILURES_PER_DAY,
  type FailureCount,
  FREE_FAILURES,
  type ThrottleStore,
  waitAfter,
} from '../../src/sign-in/throttling.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../support/durations.ts'

const START = 1_700_000_000_000
const FRESH: FailureCount = { failures: 0, failuresToday: 0, dayStartedAt: START, blockedUntil: 0 }

/** Tries at these instants, each of which fails when it is let through. @returns which were let through. */
function allFailing(instants: readonly number[]): readonly number[] {
  const state = { count: FRESH }
  return instants.filter((at) => {
    if (at < state.count.blockedUntil) return false
    state.count = afterFailure(state.count, at)
    return true
  })
}

describe('the wait after failures (TH-11)', () => {
  it('is nothing four times, then 1, 2, 4, 8 ... 60 minutes', () => {
    const minutes = Array.from({ length: 13 }, (_, index) => waitAfter(index + 1) / MINUTE_MS)
    expect(minutes).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('never gets shorter, and never longer than an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (failures) => {
        expect(waitAfter(failures + 1)).toBeGreaterThanOrEqual(waitAfter(failures))
        expect(waitAfter(failures)).toBeLessThanOrEqual(HOUR_MS)
      }),
    )
  })
})

describe('a guesser, however patient', () => {
  const patience = fc.array(fc.integer({ min: 0, max: 2 * HOUR_MS }), { minLength: 1, maxLength: 200 })

  it('has at most 25 tries in the day that the first one opened (TH-4)', () => {
    fc.assert(
      fc.property(patience, (pauses) => {
        let at = START
        const tried = allFailing(pauses.map((pause) => (at += pause)))
        expect(tried.filter((instant) => instant < START + DAY_MS).length).toBeLessThanOrEqual(FAILURES_PER_DAY)
      }),
    )
  })

  it('has at most 5 in any minute', () => {
    fc.assert(
      fc.property(patience, (pauses) => {
        let at = START
        const tried = allFailing(pauses.map((pause) => (at += pause % MINUTE_MS)))
        for (const from of tried)
          expect(tried.filter((instant) => instant >= from && instant < from + MINUTE_MS).length).toBeLessThanOrEqual(
            FREE_FAILURES,
          )
      }),
    )
  })

  it('never stops the owner for longer than the day: some try is always let through in the end', () => {
    fc.assert(
      fc.property(patience, (pauses) => {
        let [at, count] = [START, FRESH]
        for (const pause of pauses) {
          at += pause
          if (at >= count.blockedUntil) count = afterFailure(count, at)
          expect(count.blockedUntil).toBeLessThanOrEqual(at + DAY_MS)
        }
      }),
    )
  })
})

describe('a try', () => {
  it('is counted before it is judged, and costs nothing while the wait runs', async () => {
    let count: FailureCount = { ...FRESH, failures: 4, failuresToday: 4 }
    const store: ThrottleStore = {
      async update(_, __, change) {
        const changed = change(count)
        count = changed.count
        return changed.result
      },
      clear: async () => {},
    }
    expect(await countTry(store, 'x', START)).toMatchObject({ ok: true })
    const blocked = { ...count }
    expect(blocked).toMatchObject({ failures: 5, blockedUntil: START + MINUTE_MS })
    expect(await countTry(store, 'x', START + MINUTE_MS - 1)).toMatchObject({
      ok: false,
      failure: { code: 'sign-in.too-many-tries', data: { retryAt: START + MINUTE_MS } },
    })
    expect(count).toEqual(blocked)
    expect(await countTry(store, 'x', START + MINUTE_MS)).toMatchObject({ ok: true })
  })
})
