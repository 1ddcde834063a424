import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createForwardAuth, type ForwardAuthStores } from '../../../src/protocols/forward-auth/forward-auth.ts'
import { createManualClock } from '../../support/manual-clock.ts'

/** Everything that it depends on is gone. */
const gone = new Proxy({}, { get: () => () => Promise.reject(new Error('the database does not answer')) })
const reported: unknown[] = []
const forwardAuth = createForwardAuth({
  stores: {
    protectedApplications: gone,
    applicationSessions: gone,
    standings: gone,
    sessions: gone,
    terms: gone,
    journal: gone,
  } as ForwardAuthStores,
  ephemeral: gone as never,
  keys: gone as never,
  sealer: gone as never,
  random: { bytes: (length) => new Uint8Array(length) },
  clock: createManualClock(),
  idleSeconds: 1800,
  issuer: 'https://acces.example.fr/oidc',
  portal: { enter: 'https://acces.example.fr/x', signedOut: 'https://acces.example.fr/y' },
  isTrustedProxy: () => true,
  report: (error) => void reported.push(error),
})
const server = createServer((request, response) => {
  if (!forwardAuth.answer(request, response)) response.writeHead(418).end()
})
let port = 0
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

it.each(['/auth/verify', '/.parvis/login?vers=/', '/.parvis/return?ticket=x'])(
  'while what it depends on is gone, %s lets nobody in and sends nobody away',
  async (path) => {
    const headers = {
      'x-original-host': 'dossiers.example.fr',
      ...(path === '/auth/verify' ? { 'x-original-method': 'GET', 'x-original-uri': '/' } : {}),
      cookie: `__Host-parvis-application=${'a'.repeat(43)}`,
      'sec-fetch-mode': 'navigate',
    }
    const before = reported.length
    const [answer] = (await once(get({ port, path, headers }), 'response')) as [IncomingMessage]
    answer.resume()
    expect(answer.statusCode).toBe(503)
    expect(answer.headers.location).toBeUndefined()
    expect(answer.headers['parvisassertion']).toBeUndefined()
    expect(reported.length).toBe(before + 1)
  },
)

it('leaves what is not its own to others', async () => {
  for (const path of ['/', '/auth/verify2', '/auth/verify/x', '/.parvis', '/x/.parvis/login']) {
    const [answer] = (await once(get({ port, path }), 'response')) as [IncomingMessage]
    answer.resume()
    expect(answer.statusCode, path).toBe(418)
  }
})
