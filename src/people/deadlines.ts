/**
 * When a delay ends. Days of the calendar are `2026-03-31`, as they are lived in Paris; a delay that ends on a Saturday, a
 * Sunday or a public holiday ends on the next working day (CPC art. 642).
 */
export type CalendarDay = string

export type IsHoliday = (day: CalendarDay) => boolean

export type Delay =
  /** CPC art. 641: the day of the event does not count. */
  | { readonly days: number }
  /** Neither the day of the event nor the last one counts: `count` whole days lie in between. */
  | { readonly clearDays: number }
  /** CPC art. 641: the same day of the month, or the last one of a shorter month. */
  | { readonly months: number }

/** @returns the last day on which one may still act; it ends at 24:00. */
export function lastDay(event: CalendarDay, delay: Delay, isHoliday: IsHoliday): CalendarDay {
  return nextWorkingDay(rawLastDay(event, delay), isHoliday)
}

function rawLastDay(event: CalendarDay, delay: Delay): CalendarDay {
  if ('months' in delay) return addMonths(event, delay.months)
  return addDays(event, 'days' in delay ? delay.days : delay.clearDays + 1)
}

/** The day itself when it is a working day. */
export function nextWorkingDay(day: CalendarDay, isHoliday: IsHoliday): CalendarDay {
  let working = day
  while (isWeekend(working) || isHoliday(working)) working = addDays(working, 1)
  return working
}

/** « At least N jours francs before »: the earliest day of what is announced on `announcement`. */
export const earliestAfterNotice = (announcement: CalendarDay, clearDays: number): CalendarDay =>
  addDays(announcement, clearDays + 1)

export const addDays = (day: CalendarDay, days: number): CalendarDay => dayOf(noonOf(day) + days * DAY_MS)

/** The same day number, else the last day of that month; `months` may be negative. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** How many midnights lie between two days. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number =>
  Math.round((noonOf(to) - noonOf(from)) / DAY_MS)

const paris = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** The day on which an instant falls in Paris. */
export const dayInParis = (at: number): CalendarDay => paris.format(at)

/** The first instant of a day in Paris: noon in UTC is the same day there, whatever the season. */
export function startOfDayInParis(day: CalendarDay): number {
  const noon = noonOf(day)
  const [hours = 0, minutes = 0] = parisTime.format(noon).split(':').map(Number)
  const guess = noon - (hours * 60 + minutes) * 60_000
  // Clocks change after midnight, never at it: an hour too many or too few since then shows in the time of the guess.
  const [shown = 0] = parisTime.format(guess).split(':').map(Number)
  return guess - (shown > 12 ? shown - 24 : shown) * HOUR_MS
}

/** 24:00 of a last day, exclusive: the first instant that is too late. */
export const endOfDayInParis = (day: CalendarDay): number => startOfDayInParis(addDays(day, 1))

const parisTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', timeStyle: 'short' })
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const noonOf = (day: CalendarDay): number => Date.parse(`${day}T12:00:00Z`)
const dayOf = (at: number): CalendarDay => new Date(at).toISOString().slice(0, 10)
const isWeekend = (day: CalendarDay): boolean => [0, 6].includes(new Date(noonOf(day)).getUTCDay())

/** Does the text name a day that exists? */
export const isCalendarDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(noonOf(text)) && dayOf(noonOf(text)) === text
