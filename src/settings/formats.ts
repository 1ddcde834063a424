/** How the text of a setting is read. Each format's title is what the documentation calls it. */
import { isIP } from 'node:net'
import { z } from 'zod'
import { duration } from './duration.ts'
import type { Format } from './field.ts'

/** Text that `read` turns into a value, or refuses by returning undefined; `rule` completes "must be ...". */
const parsed = <Value>(title: string, rule: string, read: (text: string) => Value | undefined): Format<Value> =>
  z
    .string()
    .transform((text, context) => {
      const value = read(text.trim())
      if (value !== undefined) return value
      context.addIssue({ code: 'custom', message: `must be ${rule}` })
      return z.NEVER
    })
    .meta({ title })

const matching = (title: string, rule: string, pattern: RegExp): Format<string> =>
  parsed(title, rule, (text) => (pattern.test(text) ? text : undefined))

export const text = matching('text', 'a line of text', /^[^\p{Cc}]+$/u)
export const path = matching('path', 'a path', /^[^\p{Cc}]+$/u)
/** A path, or `none`. */
export const optionalPath = parsed('path, or `none`', 'a path, or "none"', (value) => {
  if (value === 'none') return null
  return /^[^\p{Cc}]+$/u.test(value) ? value : undefined
})
export const email = matching(
  'e-mail address',
  'one e-mail address',
  /^[^\s@<>,;:"()]+@[^\s@<>,;:"()]+\.[^\s@<>,;:"().]+$/,
)
export const phone = matching('telephone number', 'a telephone number', /^\+?[\d .()-]{3,24}$/)
export const networks = listOf(
  'list of addresses or networks',
  parsed('address', 'an address, or a network such as 10.1.0.0/24', (text) => (isNetwork(text) ? text : undefined)),
)

export const port = parsed('port', 'a port from 1 to 65535', (value) => wholeNumber(value, 1, 65_535))
export const onOff = parsed('yes or no', '"yes" or "no"', (value) =>
  /^(yes|true|on)$/i.test(value) ? true : /^(no|false|off)$/i.test(value) ? false : undefined,
)
export const period = parsed('duration', 'a duration with its unit, such as "30 min", "8 h" or "90 s"', duration)
export const workers = parsed('number or `per-core`', 'a number from 1 to 64, or "per-core"', (value) =>
  value === 'per-core' ? value : wholeNumber(value, 1, 64),
)

/** A DNS name (RFC 1123 §2.1) or an IP address, as URLs write them: URLs alone would also take `*`. */
const HOST = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.(?=.)|$))+$|^\[[\da-f:]+\]$/

/** Scheme, host and port, nothing behind, as a browser writes it. */
export const origin = parsed(
  'https origin',
  'an https origin such as https://acces.example.fr, nothing behind it',
  (value) => {
    const url = URL.parse(value)
    const isOrigin = url?.protocol === 'https:' && url.href === `${url.origin}/` && HOST.test(url.hostname)
    return isOrigin ? url.origin : undefined
  },
)

export type SqliteUrl = `sqlite:${string}`
export type PostgresUrl = `postgres://${string}` | `postgresql://${string}`
export type RedisUrl = `redis://${string}` | `rediss://${string}`

export const databaseUrl = parsed('database URL', '"sqlite:<file>" or "postgres://..."', (value) =>
  isSqliteUrl(value) || (isPostgresUrl(value) && URL.canParse(value)) ? value : undefined,
)
export const ephemeralUrl = parsed('`database` or Redis URL', '"database", "redis://..." or "rediss://..."', (value) =>
  value === 'database' || (isRedisUrl(value) && URL.canParse(value)) ? value : undefined,
)
export const smtpUrls = listOf(
  'list of SMTP URLs',
  parsed('SMTP URL', '"smtp://host:port" or "smtps://host:port"', (value) => {
    const url = URL.parse(value)
    return (url?.protocol === 'smtp:' || url?.protocol === 'smtps:') && url.hostname !== '' ? value : undefined
  }),
)

/** An instant with its offset, so that nobody has to guess the zone. */
export const instant = parsed(
  'date and time, or `none`',
  'a date and time with its offset, such as 2024-05-29T00:00:00+02:00, or "none"',
  (value) => (value === 'none' ? null : isoInstant(value)),
)

/** What becomes of a login while a revocation status cannot be had. */
export type RevocationPolicy = 'deny' | { readonly allowWithin: { readonly seconds: number } }

export const revocationPolicy = parsed(
  '`deny` or `allow-within <duration>`',
  '"deny" or "allow-within 12 h"',
  (value): RevocationPolicy | undefined => {
    if (value === 'deny') return value
    const allowWithin = duration(/^allow-within[ :]+(.+)$/.exec(value)?.[1] ?? '')
    return allowWithin === undefined ? undefined : { allowWithin }
  },
)

export const oneOf = <Choice extends string>(...choices: readonly Choice[]): Format<Choice> =>
  parsed(choices.map((choice) => `\`${choice}\``).join(' or '), `one of: ${choices.join(', ')}`, (value) =>
    choices.find((choice) => choice === value),
  )

/** Several values, separated by commas; `none` is the empty list. */
function listOf<Value>(title: string, item: Format<Value>): Format<readonly Value[]> {
  return z
    .string()
    .transform((value) => (value.trim() === 'none' ? [] : value.split(',')))
    .pipe(z.array(item))
    .meta({ title })
}

function isNetwork(value: string): boolean {
  const [address = '', prefix, ...more] = value.split('/')
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  const written = prefix ?? String(bits)
  return more.length === 0 && wholeNumber(written, 0, bits) !== undefined && !/^0./.test(written)
}

function wholeNumber(value: string, least: number, most: number): number | undefined {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

const isoInstant = (value: string): number | undefined =>
  z.iso.datetime({ offset: true }).safeParse(value).success ? Date.parse(value) : undefined

const isSqliteUrl = (value: string): value is SqliteUrl => /^sqlite:[^\p{Cc}]+$/u.test(value)
const isPostgresUrl = (value: string): value is PostgresUrl => /^postgres(ql)?:\/\//.test(value)
const isRedisUrl = (value: string): value is RedisUrl => /^rediss?:\/\//.test(value)
