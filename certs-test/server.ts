/** The authorities' public counter: CRL and CA certificates by GET, OCSP by GET and POST, over plain HTTP. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../src/ports/clock.ts'
import { AUTHORITY_IDS } from './authorities.ts'
import type { Authority } from './authority.ts'
import { HOUR_MS } from './durations.ts'
import {
  isAskedOf,
  type OcspQuestion,
  type OcspRequestRead,
  ocspError,
  ocspResponse,
  readOcspRequest,
} from './ocsp-response.ts'
import type { TestPki } from './pki.ts'
import { hexSerial } from './register.ts'

const OCSP_VALIDITY_MS = 4 * HOUR_MS
const OCSP_REQUEST_BYTES = 16_384

export interface PkiServer {
  /** Write it in the certificates: `generatePki({ baseUrl })`. */
  readonly baseUrl: string
  /** From then on these authorities answer; before, 503. */
  publish(pki: TestPki): void
  stop(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Buffer
}

const problem = (status: number, text: string): Answer => ({
  status,
  type: 'text/plain',
  body: Buffer.from(`${text}\n`),
})

/** @param port 0 takes any free one. @throws when the port is taken. */
export async function startPkiServer(options: { clock: Clock; port?: number; host?: string }): Promise<PkiServer> {
  const { clock, port = 0, host = '127.0.0.1' } = options
  let published: TestPki | null = null
  const server = createServer((request, response) => {
    answer(request, published, clock.now()).then(
      (found) => send(response, found),
      () => send(response, problem(500, 'The test authority could not answer.')),
    )
  })
  server.listen(port, host)
  await once(server, 'listening')
  const { port: bound } = server.address() as AddressInfo
  return {
    baseUrl: `http://${host}:${bound}`,
    publish: (pki) => {
      published = pki
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': body.length, 'cache-control': 'no-store' })
  response.end(body)
}

async function answer(request: IncomingMessage, pki: TestPki | null, at: number): Promise<Answer> {
  if (pki === null) return problem(503, 'No test PKI is published yet.')
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const [, room, file = '', ...rest] = pathname.split('/')
  const id = AUTHORITY_IDS.find((candidate) => candidate === file.replace(/\.(crl|crt)$/, ''))
  if (id === undefined) return problem(404, 'No test authority publishes anything here.')
  const authority = pki.authority(id)

  if (room === 'reference' && file.endsWith('.crt'))
    return { status: 200, type: 'application/pkix-cert', body: authority.certificate }
  if (room === 'reference' && file.endsWith('.crl') && authority.plan.publishes.crl !== 'none')
    return { status: 200, type: 'application/pkix-crl', body: pki.revocationList(id, at) }
  if ((room === 'ocsp1' || room === 'ocsp2') && authority.ocspResponder !== null) {
    const asked = request.method === 'POST' ? await readBody(request) : fromPath(rest.join('/'))
    if (asked === null) return problem(413, 'No OCSP request is that long.')
    return { status: 200, type: 'application/ocsp-response', body: answerOcsp(asked, authority, pki, at) }
  }
  return problem(404, 'No test authority publishes anything here.')
}

/** RFC 6960 appendix A.1: base64, then URL-escaped; nonsense becomes a request that is malformed. */
const fromPath = (path: string) => Buffer.from(path.replace(/%([0-9a-f]{2})/gi, unescapeOctet), 'base64')
const unescapeOctet = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))

/** @returns null when it is too long. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > OCSP_REQUEST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function answerOcsp(der: Buffer, authority: Authority, pki: TestPki, at: number): Buffer {
  const request = parse(der)
  if (request === null || authority.ocspResponder === null) return ocspError('malformedRequest')
  if (!request.questions.every((question) => isAskedOf(question, authority))) return ocspError('unauthorized')
  const answers = request.questions.map(({ certificateId, serial }: OcspQuestion) => ({
    certificateId,
    status: pki.status(authority.id, hexSerial(serial)),
    thisUpdateAt: at,
    nextUpdateAt: at + OCSP_VALIDITY_MS,
  }))
  return ocspResponse({ producedAt: at, answers, nonce: request.nonce }, authority.ocspResponder)
}

function parse(der: Buffer): OcspRequestRead | null {
  try {
    const request = readOcspRequest(der)
    return request.questions.length === 0 ? null : request
  } catch {
    return null
  }
}
