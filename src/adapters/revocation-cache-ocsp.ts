/** Asks OCSP responders, and holds the answers that were believed: memory only, for a responder is soon asked again. */
import { createHash } from 'node:crypto'
import type { Failure } from '../failures/failure.ts'
import type { OcspExchange } from '../pki/revocation/ocsp-exchange.ts'
import type { OcspResponse } from '../pki/revocation/ocsp-response.ts'
import type { AnswerSource, OcspInquiry } from '../pki/revocation/sources.ts'
import type { Clock } from '../ports/clock.ts'
import type { GuardedFetch } from './guarded-fetch.ts'

export interface OcspClientParts {
  readonly fetch: GuardedFetch
  readonly openExchange: (inquiry: OcspInquiry) => OcspExchange
  readonly clock: Clock
  readonly report: (event: OcspEvent) => void
  /** How long an answer spares the next question, should it not end sooner. */
  readonly reuseSeconds: number
  /** How long a responder that failed is left alone. */
  readonly retrySeconds: number
  /** How long a login waits for all responders together. */
  readonly waitAtMostSeconds: number
}

export type OcspEvent = { readonly event: 'ocsp-no-answer'; readonly url: string; readonly failure: Failure }

interface HeldAnswer {
  readonly response: OcspResponse
  readonly goodUntilAt: number
  readonly receivedAt: number
}

const MOST_ANSWERS_HELD = 10_000
const MOST_RESPONSE_BYTES = 64 * 1024

export function createOcspClient(parts: OcspClientParts): AnswerSource {
  const { fetch, openExchange, clock, report } = parts
  const held = new Map<string, HeldAnswer>()
  const underway = new Map<string, Promise<OcspResponse | undefined>>()
  const silentUntilAt = new Map<string, number>()
  const answeredAt = new Map<string, number>()

  async function askResponders(inquiry: OcspInquiry): Promise<OcspResponse | undefined> {
    const deadlineAt = clock.now() + parts.waitAtMostSeconds * 1000
    for (const url of inquiry.urls) {
      const at = clock.now()
      if (at >= deadlineAt) return undefined
      if (at < (silentUntilAt.get(url) ?? 0)) continue
      const { request, accept } = openExchange(inquiry)
      const answer = await fetch({
        url,
        body: request,
        headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
        maximumBytes: MOST_RESPONSE_BYTES,
        timeoutMilliseconds: deadlineAt - at,
      })
      const response = answer.ok ? accept(answer.value.body) : answer
      if (response.ok) return response.value
      report({ event: 'ocsp-no-answer', url, failure: response.failure })
      // Only silence is about the responder; a bad answer may be about this one certificate.
      if (!answer.ok) silentUntilAt.set(url, clock.now() + parts.retrySeconds * 1000)
    }
    return undefined
  }

  /** Logins with the same card at the same time share one question. */
  function askOnce(key: string, inquiry: OcspInquiry): Promise<OcspResponse | undefined> {
    const known = underway.get(key)
    if (known !== undefined) return known
    const asking = askResponders(inquiry).finally(() => underway.delete(key))
    underway.set(key, asking)
    return asking
  }

  return {
    async ask(inquiry) {
      const key = keyOf(inquiry)
      const known = held.get(key)
      const at = clock.now()
      if (known !== undefined && at <= known.goodUntilAt && at < known.receivedAt + parts.reuseSeconds * 1000) {
        return [known.response]
      }
      const fresh = await askOnce(key, inquiry)
      return [fresh, known?.response].filter((response) => response !== undefined)
    },
    keep(inquiry, response, goodUntilAt) {
      const key = keyOf(inquiry)
      if (held.get(key)?.response === response) return
      answeredAt.set(keyId(inquiry.issuerKey.der), clock.now())
      held.delete(key)
      held.set(key, { response, goodUntilAt, receivedAt: clock.now() })
      const [oldest] = held.keys()
      if (held.size > MOST_ANSWERS_HELD && oldest !== undefined) held.delete(oldest)
    },
    lastAnsweredAt: (issuerKey) => answeredAt.get(keyId(issuerKey)),
  }
}

const keyId = (subjectPublicKeyInfo: Uint8Array): string =>
  createHash('sha256').update(subjectPublicKeyInfo).digest('hex')

const keyOf = ({ certificate, issuerKey }: OcspInquiry): string =>
  `${keyId(issuerKey.der)} ${Buffer.from(certificate.serialNumber).toString('hex')}`
