import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { createPortalListener } from '../../src/http/listeners/portal-listener.ts'
import { REQUEST_LIMITS } from '../../src/http/listeners/request-limits.ts'
import { createTlsPort } from '../../src/http/listeners/tls-port.ts'
import { startPortal } from '../support/portal-under-test.ts'
import { freePort } from '../support/server-process.ts'
import { exchange, plain, readAll, secure } from './raw-connection.ts'

const portal = await startPortal()
afterAll(() => portal.stop())

const ca = readFileSync(portal.pki.caPath)
const cardHost = new URL(portal.cardOrigin).hostname
const PORTS = [
  { name: 'portal', port: portal.settings.portal.port, servername: 'localhost' },
  { name: 'card listener', port: portal.settings.card.port, servername: cardHost },
]
const stillServes = async () => expect((await portal.browser().get('/')).status).toBe(200)

describe.each(PORTS)('the TLS port of the $name', ({ port, servername }) => {
  const get = `GET / HTTP/1.1\r\nHost: ${servername}:${port}\r\nConnection: close\r\n\r\n`

  it.each([
    ['a page', `GET /expertises?x=1 HTTP/1.1\r\nHost: ailleurs.test\r\n\r\n`],
    ['a form', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n${'a'.repeat(3_000_000)}`],
    ['what is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['a null byte', '\0'],
  ])('over plain HTTP sends to the portal, whatever is asked: %s', async (_, request) => {
    const answer = await exchange(await plain(port), request)
    expect(answer).toMatch(/^HTTP\/1\.1 308 /)
    expect(answer).toContain(`\r\nLocation: ${portal.origin}/\r\n`)
    expect(answer).not.toContain('ailleurs')
  })

  it.each([
    ['a handshake cut short', Buffer.from([0x16, 3, 1, 2, 0, 1])],
    ['a record of garbage', Buffer.concat([Buffer.from([0x16, 3, 1, 0, 64]), Buffer.alloc(64, 0x41)])],
    ['a record longer than TLS allows', Buffer.concat([Buffer.from([0x16, 3, 3, 0xff, 0xff]), Buffer.alloc(70_000)])],
    ['SSL 3.0', Buffer.from([0x16, 3, 0, 0, 4, 1, 0, 0, 0])],
  ])('hangs up on broken TLS and goes on serving: %s', async (_, bytes) => {
    const socket = await plain(port)
    const heard = readAll(socket)
    socket.end(bytes)
    expect(await heard).not.toContain('Error')
    await stillServes()
  })

  it('speaks nothing older than TLS 1.2', async () => {
    const older = { ca, servername, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    await expect(secure(port, older)).rejects.toThrow(/protocol version|alert/)
  })

  it('understands a ClientHello that comes byte by byte', async () => {
    const { splitter, close } = await startSplitter(port)
    const socket = await secure(splitter, { ca, servername })
    expect(await exchange(socket, get)).toMatch(/^HTTP\/1\.1 (200|303) /)
    await close()
  })

  it.each([
    ['what is no HTTP', 'BONJOUR\r\n\r\n', 400],
    ['a header without colon', 'GET / HTTP/1.1\r\nHost: x\r\nsans deux-points\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['a null byte in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n', 400],
    ['headers of 20 kB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address of 20 kB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ])('answers %s in one line, and closes', async (_, request, status) => {
    const answer = await exchange(await secure(port, { ca, servername }), request)
    expect(answer.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer.toLowerCase()).toContain('connection: close')
    expect(answer).not.toMatch(/at .+\.[jt]s:\d+/)
    await stillServes()
  })
})

describe('the limits of a request', () => {
  it.each([
    ['headers that never end', 'GET / HTTP/1.1\r\nHost: x\r\nX: '],
    ['a body that never comes', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc'],
  ])('in time: %s', async (_, beginning) => {
    const [key, certificate] = [portal.settings.portal.tls.keyFile, portal.settings.portal.tls.certificateFile].map(
      (file) => readFileSync(file, 'utf8'),
    )
    const limits = { requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 }
    const server = createPortalListener(() => {}, key ?? '', certificate ?? '', limits)
    const port = await freePort()
    const door = createTlsPort(server, '127.0.0.1', port, portal.origin, () => false)
    await door.listen()
    expect(await exchange(await secure(port, { ca }), beginning)).toMatch(/^HTTP\/1\.1 408 /)
    await door.close()
  })

  it('and are those of the service', () => {
    expect(REQUEST_LIMITS.headersTimeout).toBeLessThanOrEqual(30_000)
    expect(REQUEST_LIMITS.requestTimeout).toBeLessThanOrEqual(30_000)
  })
})

describe('stopping', () => {
  it('does not wait for browsers that keep a connection open', async () => {
    const other = await startPortal()
    await other.browser().get('/')
    const idle = await secure(other.settings.portal.port, { ca: readFileSync(other.pki.caPath) })
    idle.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(idle, 'data')
    const startedAt = performance.now()
    await other.stop()
    expect(performance.now() - startedAt).toBeLessThan(1_500)
  })
})

/** Passes everything on to a port in pieces of one byte. */
async function startSplitter(port: number): Promise<{ splitter: number; close: () => Promise<void> }> {
  const inPieces = async (client: Socket) => {
    const upstream = await plain(port)
    upstream.pipe(client)
    for await (const chunk of client as AsyncIterable<Buffer>)
      for (const byte of chunk) await new Promise((written) => upstream.write(Buffer.of(byte), written))
    upstream.end()
  }
  const server = createServer((client) => void inPieces(client).catch(() => client.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: splitter } = server.address() as AddressInfo
  return { splitter, close: () => new Promise((closed) => server.close(() => closed())) }
}
