/**
 * The only way out to addresses that certificates name (CRL, OCSP): hosts on an allow-list, public addresses only,
 * http(s) only, every redirect judged anew, bounded in bytes and in time (the class of CVE-2023-28857).
 */
import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { isPublicAddress } from './guarded-fetch-address.ts'
import { readBody } from './guarded-fetch-body.ts'

export interface GuardedFetchSettings {
  /** `host` (default ports only) or `host:port`, as a URL writes them. Nothing else is ever asked. */
  readonly allowedHosts: readonly string[]
  /** IP addresses that may be asked although they are not public: a demo, a responder on the internal network. */
  readonly allowedPrivateAddresses?: readonly string[]
  /** From the first look-up to the last byte, redirects included. */
  readonly timeoutMilliseconds: number
  readonly maximumBytes: number
  readonly maximumRedirects?: number
  /** How a name becomes addresses; the system's resolver unless given. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>
}

export interface FetchRequest {
  readonly url: string
  /** Present: a POST, whose redirects are refused. */
  readonly body?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** Below the settings' own limit, for documents known to be small. */
  readonly maximumBytes?: number
  /** Below the settings' own limit, for questions that a person waits for. */
  readonly timeoutMilliseconds?: number
}

export interface FetchedDocument {
  /** The conditional request was answered 304: the copy that the caller holds is still the one. */
  readonly notModified: boolean
  readonly contentType: string | undefined
  readonly entityTag: string | undefined
  readonly lastModified: string | undefined
  /** Owns its memory: it can be transferred to another thread. */
  readonly body: Uint8Array<ArrayBuffer>
}

export type GuardedFetch = (request: FetchRequest) => Promise<Outcome<FetchedDocument>>

export const addressNotAllowed = defineFailure<{ url: string; reason: string }>(
  'fetch.address-not-allowed',
  'forbidden',
  'The address is not one that this service may ask.',
  ({ url, reason }) => `${url}: ${reason}.`,
)

export const fetchFailed = defineFailure<{ url: string; reason: string }>(
  'fetch.failed',
  'unavailable',
  'The server gave no usable answer within the limits.',
  ({ url, reason }) => `${url}: ${reason}.`,
)

interface Target {
  readonly url: URL
  readonly addresses: readonly string[]
}

const REDIRECTS = [301, 302, 303, 307, 308]
const DEFAULT_REDIRECTS = 3

export function createGuardedFetch(settings: GuardedFetchSettings): GuardedFetch {
  const { maximumRedirects = DEFAULT_REDIRECTS } = settings
  return async (request) => {
    const timeLimit = Math.min(request.timeoutMilliseconds ?? Infinity, settings.timeoutMilliseconds)
    const deadline = AbortSignal.timeout(timeLimit)
    let url = request.url
    try {
      for (let redirects = 0; redirects <= maximumRedirects; redirects++) {
        const target = await judgeAddress(url, settings, deadline)
        if (!target.ok) return target
        const answer = await ask(target.value, request, deadline)
        const next = answer.headers.location
        if (!REDIRECTS.includes(answer.statusCode ?? 0)) return await acceptAnswer(answer, request, url, settings)
        answer.destroy()
        if (request.body !== undefined) return fail(fetchFailed({ url, reason: 'redirects a POST' }))
        if (next === undefined || !URL.canParse(next, url))
          return fail(fetchFailed({ url, reason: 'redirects nowhere' }))
        url = new URL(next, url).href
      }
      return fail(fetchFailed({ url, reason: `more than ${maximumRedirects} redirects` }))
    } catch (error) {
      const reason = deadline.aborted ? `no complete answer in ${timeLimit} ms` : describe(error)
      return fail(fetchFailed({ url, reason }))
    }
  }
}

/** Decides before anything is sent, on the addresses that the connection will then use (no second look-up). */
async function judgeAddress(
  text: string,
  settings: GuardedFetchSettings,
  deadline: AbortSignal,
): Promise<Outcome<Target>> {
  const refused = (reason: string) => fail(addressNotAllowed({ url: text, reason }))
  if (!URL.canParse(text)) return refused('not a URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refused('neither http nor https')
  if (url.username !== '' || url.password !== '') return refused('carries credentials')
  if (!settings.allowedHosts.some((host) => host.toLowerCase() === url.host))
    return refused('host not on the allow-list')

  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const resolve = settings.resolve ?? resolveWithSystem
  const addresses = isIP(hostname) ? [hostname] : await Promise.race([resolve(hostname), rejectWhenAborted(deadline)])
  const { allowedPrivateAddresses = [] } = settings
  const inside = addresses.find((address) => !isPublicAddress(address) && !allowedPrivateAddresses.includes(address))
  if (inside !== undefined) return refused(`resolves to ${inside}, which is not public`)
  return succeed({ url, addresses })
}

async function resolveWithSystem(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address)
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

function ask({ url, addresses }: Target, request: FetchRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }))
  const lookupPinned: LookupFunction = (_hostname, options, done) => {
    const [first] = pinned
    if (options.all === true) done(null, pinned)
    else if (first === undefined) done(new Error('name without an address'), '')
    else done(null, first.address, first.family)
  }
  return new Promise((resolve, reject) => {
    const outgoing = send(url, {
      method: request.body === undefined ? 'GET' : 'POST',
      headers: { 'user-agent': 'parvis', 'accept-encoding': 'identity', ...request.headers },
      agent: false,
      lookup: lookupPinned,
      signal,
    })
    outgoing.once('response', resolve)
    outgoing.on('error', reject)
    outgoing.end(request.body)
  })
}

async function acceptAnswer(
  answer: IncomingMessage,
  request: FetchRequest,
  url: string,
  settings: GuardedFetchSettings,
): Promise<Outcome<FetchedDocument>> {
  const { statusCode, headers } = answer
  const refused = (reason: string) => {
    answer.destroy()
    return fail(fetchFailed({ url, reason }))
  }
  const conditional = request.headers?.['if-none-match'] ?? request.headers?.['if-modified-since']
  // Whoever was only told something need not say more than that it was heard.
  const heard = statusCode === 200 || (statusCode === 204 && request.body !== undefined)
  if (!heard && !(statusCode === 304 && conditional !== undefined)) return refused(`answered ${statusCode}`)
  // A compressed body could unfold to any size, and no CA needs one.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return refused('compressed although not asked to')
  const limit = Math.min(request.maximumBytes ?? Infinity, settings.maximumBytes)
  const body = await readBody(answer, limit)
  return succeed({
    notModified: statusCode === 304,
    contentType: headers['content-type'],
    entityTag: headers.etag,
    lastModified: headers['last-modified'],
    body,
  })
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'broke off'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
