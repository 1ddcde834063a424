/**
 * What a proxy says of the request that it asks about. The proxy overwrites these headers in each sub-request; what a
 * stranger slipped in beside them (twice, under another spelling, in the other proxies' names) makes the request refused
 * rather than guessed at.
 */
import { defineFailure, type Failure, fail, type Outcome, succeed } from '../../failures/failure.ts'

export const originalRequestMalformed = defineFailure<{ problem: string }>(
  'forward-auth.original-request-malformed',
  'forbidden',
  'What the proxy says of the original request is missing, malformed or ambiguous.',
  ({ problem }) => `${problem}.`,
)

export interface OriginalRequest {
  readonly method: string
  /** `host[:port]`, lower case, without the usual port. */
  readonly host: string
  /** Path without query. */
  readonly path: string
  /** Path and query, as sent. */
  readonly target: string
  /** Somebody opens a page, who can be sent to log in. */
  readonly isNavigation: boolean
  /** A page of the application's own host asks: no other site can say so. */
  readonly isSameOrigin: boolean
  readonly cookies: string
  /** What the proxy proves itself with. */
  readonly secret: string | undefined
}

/** What came with a request, each at most once. */
export type ForwardedHeaders = Readonly<Partial<Record<KnownHeader, string>>>

const KNOWN_HEADERS = [
  'host',
  'cookie',
  'accept',
  'origin',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'sec-fetch-site',
  'x-original-method',
  'x-original-host',
  'x-original-uri',
  'x-forwarded-method',
  'x-forwarded-host',
  'x-forwarded-uri',
  'x-forwarded-proto',
  'parvissecret',
] as const
type KnownHeader = (typeof KNOWN_HEADERS)[number]
const KNOWN: ReadonlySet<string> = new Set(KNOWN_HEADERS)

/** Lists (RFC 9110 §5.3): several lines say the same as one. */
const LISTS: ReadonlySet<string> = new Set(['accept'])

/** @param rawHeaders names and values in turn, as they came. */
export function readHeaders(rawHeaders: readonly string[]): Outcome<ForwardedHeaders> {
  const found: Partial<Record<string, string>> = {}
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase()
    if (!KNOWN.has(name)) {
      if (/[_.]/.test(name) && KNOWN.has(name.replace(/[_.]/g, '-'))) return refuse(`${name} is another spelling`)
      continue
    }
    const value = rawHeaders[index + 1] ?? ''
    if (found[name] === undefined) found[name] = value
    else if (LISTS.has(name)) found[name] += `,${value}`
    else return refuse(`${name} came twice`)
  }
  return succeed(found)
}

/** The three headers of one family, the other one absent: `X-Original-*` (nginx, HAProxy) or `X-Forwarded-*` (Traefik, Caddy). */
export function readOriginalRequest(headers: ForwardedHeaders): Outcome<OriginalRequest> {
  const original = [headers['x-original-method'], headers['x-original-host'], headers['x-original-uri']] as const
  const forwarded = [headers['x-forwarded-method'], headers['x-forwarded-host'], headers['x-forwarded-uri']] as const
  const given = original.some(isGiven) ? original : forwarded
  if (given === original && forwarded.some(isGiven)) return refuse('both X-Original-* and X-Forwarded-* are there')
  const [method, host, uri] = given
  if (method === undefined || host === undefined || uri === undefined) return refuse('method, host or URI is missing')
  return describe(headers, method, host, uri)
}

/** Of a request that the proxy hands on whole: method and target are its own, only the host may stand in a header. */
export function readHandedOn(headers: ForwardedHeaders, method: string, target: string): Outcome<OriginalRequest> {
  const { 'x-original-host': original, 'x-forwarded-host': forwarded, host = '' } = headers
  if (original !== undefined && forwarded !== undefined) return refuse('two headers name the host')
  return describe(headers, method, original ?? forwarded ?? host, target)
}

const isGiven = (value: string | undefined): boolean => value !== undefined

const METHOD = /^[A-Z][A-Z-]{0,31}$/
const HOST = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*(?::[1-9]\d{0,4})?$/
/** RFC 9112 §3.2.1: origin-form, as browsers write it; every percent sign stands before two hexadecimal digits. */
const TARGET = /^\/(?:[!$&-;=@-Z[\]^_`a-z{|}~]|%[0-9A-Fa-f]{2})*(?:\?(?:[!$&-;=?-~]|%[0-9A-Fa-f]{2})*)?$/
const LONGEST_TARGET = 8 * 1024

/** Whether behind an origin this is a path of that origin, and nothing else. */
export const isTarget = (text: string): boolean => text.length <= LONGEST_TARGET && TARGET.test(text)

function describe(headers: ForwardedHeaders, method: string, host: string, uri: string): Outcome<OriginalRequest> {
  const plainHost = host.toLowerCase().replace(/:443$/, '')
  if (!METHOD.test(method)) return refuse('the method is malformed')
  if (!HOST.test(plainHost)) return refuse('the host is malformed')
  if (!isTarget(uri)) return refuse('the URI is malformed')
  if ((headers['x-forwarded-proto'] ?? 'https') !== 'https') return refuse('the original request was not over TLS')
  const query = uri.indexOf('?')
  return succeed({
    method,
    host: plainHost,
    path: query < 0 ? uri : uri.slice(0, query),
    target: uri,
    isNavigation: isNavigation(headers, method),
    isSameOrigin: headers['sec-fetch-site'] === 'same-origin' || headers.origin === `https://${plainHost}`,
    cookies: headers.cookie ?? '',
    secret: headers.parvissecret,
  })
}

/** Fetch metadata says it; browsers without it ask for HTML. A frame cannot show a login, nor can a posted form come back. */
function isNavigation(headers: ForwardedHeaders, method: string): boolean {
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': destination = 'document', accept = '' } = headers
  if (method !== 'GET') return false
  return mode === undefined ? /\btext\/html\b/i.test(accept) : mode === 'navigate' && destination === 'document'
}

const refuse = (problem: string): { readonly ok: false; readonly failure: Failure } =>
  fail(originalRequestMalformed({ problem }))
