import { refuse } from './malformed.ts'

/** YYMMDDHHMMSSZ; years 50 to 99 are 19YY, 00 to 49 are 20YY (RFC 5280 §4.1.2.5.1). @returns epoch milliseconds. */
export function readUtcTime(content: Uint8Array): number {
  if (content.length !== 13) refuse('UTCTime is not YYMMDDHHMMSSZ')
  const year = digits(content, 0, 2)
  return instant(content, year < 50 ? 2000 + year : 1900 + year, 2)
}

/** YYYYMMDDHHMMSSZ, no fraction of a second (RFC 5280 §4.1.2.5.2). @returns epoch milliseconds. */
export function readGeneralizedTime(content: Uint8Array): number {
  if (content.length !== 15) refuse('GeneralizedTime is not YYYYMMDDHHMMSSZ')
  return instant(content, digits(content, 0, 4), 4)
}

function instant(content: Uint8Array, year: number, from: number): number {
  const month = digits(content, from, 2)
  const day = digits(content, from + 2, 2)
  const hour = digits(content, from + 4, 2)
  const minute = digits(content, from + 6, 2)
  const second = digits(content, from + 8, 2)
  if (content[from + 10] !== 0x5a) refuse('time is not in UTC')
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) refuse('time names a day that does not exist')
  if (hour > 23 || minute > 59 || second > 59) refuse('time names an hour that does not exist')
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return year > 99 ? at : new Date(at).setUTCFullYear(year)
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

function digits(content: Uint8Array, from: number, count: number): number {
  let value = 0
  for (let i = from; i < from + count; i++) {
    const digit = (content[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) refuse('time with something that is no digit')
    value = value * 10 + digit
  }
  return value
}
