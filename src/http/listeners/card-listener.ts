/**
 * The card listener: the only place that asks for a certificate. It resumes no TLS session (a resumed one would report a
 * card that is gone), decides nothing by what TLS thinks of the certificate, and shows no page of its own to a login:
 * it sends the browser back to the portal with a one-time ticket. In proxy mode it asks for none and reads, from listed
 * proxies alone, the one that the proxy asked for.
 */
import { constants } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { type Outcome, succeed } from '../../failures/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CardDesk } from '../../sign-in/methods/smart-card/card-desk.ts'
import type { PresentedCertificate } from '../../sign-in/methods/smart-card/card-examination.ts'
import type { CardAddress } from '../card-address.ts'
import { PATHS } from '../paths.ts'
import { type ProxyMode, readClientCertificate } from './client-certificate-header.ts'
import { holdToLimits, REQUEST_LIMITS } from './request-limits.ts'

/** Choosing a certificate and typing a PIN happen inside the handshake. */
const HANDSHAKE_MS = 3 * 60_000
/** What a client may send along with its certificate. */
const CANDIDATES = 8
const HEADER_BYTES = 16 * 1024
/** A certificate and its chain stand in there. */
const PROXY_HEADER_BYTES = 64 * 1024

export interface CardListenerParts {
  readonly key: string
  readonly certificate: string
  /** PEM of every issuing authority: browsers offer the certificates of these. */
  readonly authorities: readonly string[]
  readonly desk: CardDesk
  readonly address: CardAddress
  readonly portalOrigin: string
  readonly clock: Clock
  /** A proxy in front that asks for the certificate in the place of this listener. */
  readonly proxy: { readonly mode: ProxyMode; readonly isTrusted: (address: string | undefined) => boolean } | undefined
  readonly report: (error: unknown) => void
}

export function createCardListener(parts: CardListenerParts): Server {
  const server = createServer(
    {
      key: parts.key,
      cert: parts.certificate,
      ca: [...parts.authorities],
      requestCert: parts.proxy === undefined,
      // Who may come in is decided by our own validation, with a page that says why not.
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
      sessionTimeout: 1,
      handshakeTimeout: HANDSHAKE_MS,
      maxHeaderSize: parts.proxy === undefined ? HEADER_BYTES : PROXY_HEADER_BYTES,
      ...REQUEST_LIMITS,
      keepAliveTimeout: 1_000,
    },
    (request, response) => {
      answer(parts, request, response).catch((error: unknown) => {
        parts.report(error)
        redirect(response, `${parts.portalOrigin}${PATHS.cardReturn}`)
      })
    },
  )
  return holdToLimits(server)
}

async function answer(parts: CardListenerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { proxy } = parts
  const socket = request.socket as TLSSocket
  const host = request.headers.host ?? ''
  if (proxy !== undefined && !proxy.isTrusted(socket.remoteAddress)) return end(response, 403)
  if (proxy === undefined && isForAnother(socket, host)) return end(response, 421)
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
  if (request.url?.split('?')[0] !== '/') return end(response, 404)

  const presented: Outcome<PresentedCertificate | undefined> =
    proxy === undefined ? succeed(presentedBy(socket)) : readClientCertificate(proxy.mode, request.rawHeaders)
  if (!presented.ok) {
    parts.report(new Error(presented.failure.explanation))
    return end(response, 400)
  }

  const label = parts.address.labelOf(host, request.url)
  const received = label === undefined ? undefined : await parts.desk.receive(label, presented.value, parts.clock.now())
  if (received === undefined) return redirect(response, `${parts.portalOrigin}${PATHS.card}`)
  const path = received.purpose.kind === 'test' ? PATHS.testCardReturn : PATHS.cardReturn
  return redirect(response, `${parts.portalOrigin}${path}?ticket=${received.ticket}`)
}

/** RFC 9110 §15.5.20: a connection made for one name is no way to speak to another. */
function isForAnother({ servername }: TLSSocket, host: string): boolean {
  return Boolean(servername) && String(servername).toLowerCase() !== host.replace(/:\d+$/, '').toLowerCase()
}

/** What the handshake proved, as bytes: everything else is ours to judge. */
function presentedBy(socket: TLSSocket): PresentedCertificate | undefined {
  const leaf = socket.getPeerX509Certificate()
  if (leaf === undefined) return undefined
  const candidates: Uint8Array[] = []
  for (let next = leaf.issuerCertificate; next !== undefined && candidates.length < CANDIDATES; ) {
    candidates.push(next.raw)
    next = next.issuerCertificate
  }
  return { leaf: leaf.raw, candidates }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location, ...PLAIN }).end()
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, PLAIN).end()
}

const PLAIN = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Content-Length': '0',
  Connection: 'close',
} as const
