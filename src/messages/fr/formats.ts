/** The platform's clock on the wall is that of Paris, wherever the server runs. */
const timeZone = 'Europe/Paris'
const day = new Intl.DateTimeFormat('fr-FR', { timeZone, day: 'numeric', month: 'long', year: 'numeric' })
const hour = new Intl.DateTimeFormat('fr-FR', { timeZone, hour: '2-digit', minute: '2-digit' })
const countries = new Intl.DisplayNames('fr', { type: 'region' })

const calendarDay = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

const plural = (count: number, one: string, many: string): string => `${count} ${count < 2 ? one : many}`

/** Instants come in epoch milliseconds, durations in the unit of their name. */
export const formats = {
  date: (at: number): string => day.format(at),
  time: (at: number): string => hour.format(at).replace(':', '\u00a0h\u00a0'),
  dateTime: (at: number): string => `${day.format(at)} à ${hour.format(at).replace(':', '\u00a0h\u00a0')}`,
  minutes: (minutes: number): string => plural(minutes, 'minute', 'minutes'),
  seconds: (seconds: number): string => plural(seconds, 'seconde', 'secondes'),
  /** `1980-12-31`: a day without an hour, the same everywhere. */
  calendarDate: (iso: string): string => calendarDay.format(Date.parse(iso)),
  country: (code: string): string => countries.of(code) ?? code,
  /** Decimal kilobytes, as file managers show them. */
  fileSize: (bytes: number): string => `${Math.max(1, Math.round(bytes / 1000))}\u00a0ko`,
  tries: (tries: number): string => plural(tries, 'essai', 'essais'),
}
