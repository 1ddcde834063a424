import type { Clock } from '../../src/ports/clock.ts'

/** A clock that stands still until the test moves it. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void
  set(at: number): void
}

export function createManualClock(at = Date.UTC(2026, 0, 5, 9)): ManualClock {
  let now = at
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds
    },
    set: (instant) => {
      now = instant
    },
  }
}
