import { isCalendarDay, startOfDayInParis } from '../../people/deadlines.ts'

/** @param text a day, which begins in Paris, or an instant with its offset. @returns undefined when it is neither. */
export function readInstant(text: string): number | undefined {
  if (isCalendarDay(text)) return startOfDayInParis(text)
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))
    ? Date.parse(text)
    : undefined
}
