import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SESSION_LIFETIMES, type SessionSpan, sessionEnding, sessionEndsAt } from '../../src/sessions/lifetime.ts'
import { HOUR_MS, MINUTE_MS } from '../support/durations.ts'

const START = 1_700_000_000_000
const IDLE_SECONDS = SESSION_LIFETIMES.idleSeconds

const spans: fc.Arbitrary<SessionSpan> = fc.record({
  lastSeenAt: fc.integer({ min: START, max: START + 8 * HOUR_MS }),
  expiresAt: fc.integer({ min: START, max: START + 8 * HOUR_MS }),
  endedAt: fc.option(fc.integer({ min: START, max: START + 8 * HOUR_MS }), { nil: undefined }),
})
const instants = fc.integer({ min: START, max: START + 10 * HOUR_MS })

describe('the lifetimes (SE-18)', () => {
  it('are 30 minutes unused, 8 hours by card, 4 by e-mail', () => {
    expect(SESSION_LIFETIMES).toEqual({
      idleSeconds: 30 * 60,
      absoluteSeconds: { 'smart-card': 8 * 3600, 'email-code': 4 * 3600, 'activation-link': 4 * 3600 },
    })
  })

  it('end a session at the first of its limits, and at that very millisecond', () => {
    fc.assert(
      fc.property(spans, instants, (span, at) => {
        const lives = sessionEnding(span, IDLE_SECONDS, at) === undefined
        expect(lives).toBe(span.endedAt === undefined && at < sessionEndsAt(span, IDLE_SECONDS))
      }),
    )
  })

  it('never give a session back that is over', () => {
    fc.assert(
      fc.property(spans, instants, fc.nat(HOUR_MS), (span, at, later) => {
        if (sessionEnding(span, IDLE_SECONDS, at) === undefined) return
        expect(sessionEnding(span, IDLE_SECONDS, at + later)).toBeDefined()
      }),
    )
  })

  it('say why: ended by somebody, its time over, or unused, in this order', () => {
    const span = { lastSeenAt: START, expiresAt: START + 30 * MINUTE_MS, endedAt: undefined }
    const over = START + 30 * MINUTE_MS
    expect(sessionEnding(span, IDLE_SECONDS, over - 1)).toBeUndefined()
    expect(sessionEnding(span, IDLE_SECONDS, over)).toBe('expired')
    expect(sessionEnding({ ...span, expiresAt: over + 1 }, IDLE_SECONDS, over)).toBe('idle')
    expect(sessionEnding({ ...span, endedAt: START }, IDLE_SECONDS, START)).toBe('ended')
  })
})
