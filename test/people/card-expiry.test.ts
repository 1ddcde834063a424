import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysLeft, dueNotices, EXPIRY_NOTICE_DAYS, endingCard } from '../../src/people/card-expiry.ts'
import { DAY_MS } from '../support/durations.ts'

const NOW = Date.UTC(2026, 0, 5, 9)
const card = (days: number, status: 'active' | 'blocked' = 'active') => ({ notAfter: NOW + days * DAY_MS, status })

describe('the end of a card is announced (S2.31)', () => {
  it('at 90, 60, 30, 10 and 3 days: each instant before an end has exactly one notice', () => {
    expect(EXPIRY_NOTICE_DAYS).toEqual([90, 60, 30, 10, 3])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 91 * DAY_MS }), (left) => {
        const due = dueNotices(NOW).filter(({ endsAfter, endsUntil }) => {
          const notAfter = NOW + left
          return notAfter > endsAfter && notAfter <= endsUntil
        })
        const expected = EXPIRY_NOTICE_DAYS.filter((days) => left <= days * DAY_MS).at(-1)
        expect(due.map(({ daysBefore }) => daysBefore)).toEqual(expected === undefined ? [] : [expected])
      }),
    )
  })

  it('of the card that lasts longest, once it ends within 90 days', () => {
    expect(endingCard([card(90)], NOW)).toEqual(card(90))
    expect(endingCard([card(90.1)], NOW)).toBeUndefined()
    expect(endingCard([card(20), card(40)], NOW)).toEqual(card(40))
    expect(endingCard([card(20), card(700)], NOW)).toBeUndefined()
    expect(endingCard([card(20), card(700, 'blocked')], NOW)).toEqual(card(20))
    expect(endingCard([card(-1)], NOW)).toBeUndefined()
    expect(endingCard([], NOW)).toBeUndefined()
  })

  it('in whole days: none on the last one', () => {
    expect(daysLeft(NOW + 10 * DAY_MS, NOW)).toBe(10)
    expect(daysLeft(NOW + DAY_MS - 1, NOW)).toBe(0)
  })
})
