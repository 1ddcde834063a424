import type { formats as source } from '../fr/formats.ts'

const timeZone = 'Europe/Paris'
const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' })
const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
const countries = new Intl.DisplayNames('en', { type: 'region' })

const calendarDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

export const formats: typeof source = {
  date: (at) => day.format(at),
  time: (at) => hour.format(at),
  dateTime: (at) => `${day.format(at)} at ${hour.format(at)} (Paris time)`,
  minutes: (minutes) => plural(minutes, 'minute', 'minutes'),
  seconds: (seconds) => plural(seconds, 'second', 'seconds'),
  calendarDate: (iso) => calendarDay.format(Date.parse(iso)),
  country: (code) => countries.of(code) ?? code,
  fileSize: (bytes) => `${Math.max(1, Math.round(bytes / 1000))}\u00a0kB`,
  tries: (tries) => plural(tries, 'try', 'tries'),
}
