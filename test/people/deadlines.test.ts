import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublicHoliday } from '../../src/directory/holidays.ts'
import {
  addDays,
  addMonths,
  type CalendarDay,
  type Delay,
  dayInParis,
  daysBetween,
  earliestAfterNotice,
  endOfDayInParis,
  isCalendarDay,
  lastDay,
  nextWorkingDay,
  startOfDayInParis,
} from '../../src/people/deadlines.ts'

/** Days of the years that the list of holidays covers. */
const anyDay = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 10, 30) })
  .map((at) => new Date(at).toISOString().slice(0, 10))

describe('delays as computed for the ministry', () => {
  it.each<readonly [what: string, event: CalendarDay, delay: Delay, last: CalendarDay]>([
    ['record published, 10 jours francs: Sunday, moved', '2024-06-05', { clearDays: 10 }, '2024-06-17'],
    ['draw, publication within 8 jours francs', '2024-06-04', { clearDays: 8 }, '2024-06-13'],
    ['request registered, 10 days: Sunday, moved', '2024-02-01', { days: 10 }, '2024-02-12'],
    ['opening, 2 months: Easter Monday, moved', '2024-02-01', { months: 2 }, '2024-04-02'],
    ['opening, 18 months', '2024-02-01', { months: 18 }, '2025-08-01'],
    ['demand for documents, 10 days: 8 May, moved', '2025-04-28', { days: 10 }, '2025-05-09'],
    ['publication, 10 jours francs: Sunday, moved', '2025-12-17', { clearDays: 10 }, '2025-12-29'],
    ['31 January, 1 month: a shorter month', '2025-01-31', { months: 1 }, '2025-02-28'],
  ])('%s', (_what, event, delay, last) => {
    expect(lastDay(event, delay, isPublicHoliday)).toBe(last)
  })

  it('announces a draw at least 10 jours francs ahead', () => {
    expect(earliestAfterNotice('2024-05-24', 10)).toBe('2024-06-04')
  })

  it('keeps 29 February where there is one', () => {
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29')
    expect(addMonths('2028-05-31', -3)).toBe('2028-02-29')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  })
})

describe('whatever the event', () => {
  it('the last day is a working day, and no later than the raw end and the rest days behind it', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (event, days) => {
        const last = lastDay(event, { days }, isPublicHoliday)
        expect(nextWorkingDay(last, isPublicHoliday)).toBe(last)
        const late = daysBetween(addDays(event, days), last)
        expect(late).toBeGreaterThanOrEqual(0)
        // Christmas or New Year beside a weekend: four days at most.
        expect(late).toBeLessThanOrEqual(4)
      }),
    )
  })

  it('clear days leave that many whole days between the event and the end', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (event, clearDays) => {
        expect(
          daysBetween(
            event,
            lastDay(event, { clearDays }, () => false),
          ) - 1,
        ).toBeGreaterThanOrEqual(clearDays)
      }),
    )
  })

  it('a longer delay never ends earlier', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 40 }), (event, days) => {
        const [shorter, longer] = [days, days + 1].map((each) => lastDay(event, { days: each }, isPublicHoliday))
        expect(String(longer) >= String(shorter)).toBe(true)
      }),
    )
  })

  it('months go there and back within the days of a month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 36 }), (day, months) => {
        const there = addMonths(day, months)
        expect(isCalendarDay(there)).toBe(true)
        expect(Math.abs(daysBetween(day, addMonths(there, -months)))).toBeLessThanOrEqual(3)
      }),
    )
  })
})

describe('days in Paris', () => {
  it('begin at midnight there, also when clocks change', () => {
    const begins = (day: CalendarDay) => new Date(startOfDayInParis(day)).toISOString()
    expect(begins('2026-01-05')).toBe('2026-01-04T23:00:00.000Z')
    expect(begins('2026-07-05')).toBe('2026-07-04T22:00:00.000Z')
    expect(begins('2026-03-29')).toBe('2026-03-28T23:00:00.000Z')
    expect(begins('2026-03-30')).toBe('2026-03-29T22:00:00.000Z')
    expect(begins('2026-10-25')).toBe('2026-10-24T22:00:00.000Z')
    expect(begins('2026-10-26')).toBe('2026-10-25T23:00:00.000Z')
    expect(new Date(endOfDayInParis('2024-06-17')).toISOString()).toBe('2024-06-17T22:00:00.000Z')
  })

  it('cover every instant once', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 11, 30) }), (at) => {
        const day = dayInParis(at)
        expect(startOfDayInParis(day)).toBeLessThanOrEqual(at)
        expect(endOfDayInParis(day)).toBeGreaterThan(at)
      }),
    )
  })

  it('are days that exist', () => {
    for (const day of ['2024-02-29', '2026-12-31']) expect(isCalendarDay(day)).toBe(true)
    for (const day of ['2026-02-29', '2026-13-01', '2026-1-1', '31/12/2026', '2026-04-31', '', '2026-04-30T00:00']) {
      expect(isCalendarDay(day)).toBe(false)
    }
  })
})
