import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextAttemptAt } from '../../src/mail/retry.ts'

const minute = 60_000

/** The instants at which a mail is tried while the server stays dead. */
function attemptsOf(expiresAt: number | undefined): number[] {
  const instants = [0]
  for (;;) {
    const at = instants.at(-1) ?? 0
    const next = nextAttemptAt({ attempts: instants.length, createdAt: 0, expiresAt }, at)
    if (next === undefined || (expiresAt !== undefined && next >= expiresAt)) return instants
    instants.push(next)
  }
}

describe('a mail that cannot be sent is tried again', () => {
  it('after 2 s, 5 s, 15 s, 30 s, 1 min, 2 min, 5 min, 10 min, 30 min, then every hour', () => {
    const instants = attemptsOf(undefined)
    const waits = instants.slice(1).map((instant, index) => (instant - (instants[index] ?? 0)) / 1000)
    expect(waits.slice(0, 11)).toEqual([2, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 3600])
  })

  it('for five days when it has no deadline', () => {
    const last = attemptsOf(undefined).at(-1) ?? 0
    expect(last / minute / 60 / 24).toBeGreaterThanOrEqual(5)
    expect(last / minute / 60 / 24).toBeLessThan(5.05)
  })

  it('more and more closely before its deadline: a code does not die while the server is back', () => {
    const instants = attemptsOf(10 * minute)
    expect(10 * minute - (instants.at(-1) ?? 0)).toBeLessThanOrEqual(2000)
    for (const [index, instant] of instants.slice(1).entries()) {
      const before = instants[index] ?? 0
      expect(instant - before).toBeLessThanOrEqual(Math.max((10 * minute - before) / 8, 2000))
    }
    expect(instants.length).toBeLessThan(40)
  })

  it('never after its deadline and always later than now', () =>
    fc.assert(
      fc.property(fc.nat(50), fc.nat(1e9), fc.integer({ min: 1, max: 1e9 }), (failed, at, left) => {
        const next = nextAttemptAt({ attempts: failed + 1, createdAt: 0, expiresAt: at + left }, at) ?? 0
        expect(next).toBeGreaterThan(at)
        expect(next).toBeLessThanOrEqual(at + left)
        expect(Number.isInteger(next)).toBe(true)
      }),
    ))
})
