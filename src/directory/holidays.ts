/** The public holidays by which the ministry's delays are counted: those of metropolitan France. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Holidays {
  readonly source: string
  /** First and last year that the list covers. */
  readonly years: readonly [number, number]
  readonly metropole: readonly { readonly date: string; readonly name: string }[]
}

export const HOLIDAYS: Holidays = JSON.parse(readFileSync(join(import.meta.dirname, 'holidays.json'), 'utf8'))

const days: ReadonlySet<string> = new Set(HOLIDAYS.metropole.map(({ date }) => date))

/** @param day of the calendar, `2026-05-01`. Outside the years of the list no day is known to be one. */
export const isPublicHoliday = (day: string): boolean => days.has(day)
