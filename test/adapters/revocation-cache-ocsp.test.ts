import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import { createGuardedFetch } from '../../src/adapters/guarded-fetch.ts'
import { createOcspClient, type OcspEvent } from '../../src/adapters/revocation-cache-ocsp.ts'
import { openOcspExchange } from '../../src/pki/revocation/ocsp-exchange.ts'
import type { OcspInquiry } from '../../src/pki/revocation/sources.ts'
import { AT, authority, HOUR, issue } from '../pki/revocation/fixtures.ts'
import { answer, errorAnswer } from '../pki/revocation/ocsp-fixtures.ts'
import { createManualClock } from '../support/manual-clock.ts'

const ca = authority('Autorité')
const card = issue(ca, 'Porteur', { serial: 42 })

interface Asked {
  readonly path: string
  readonly nonce: Buffer
}

let server: Server
let origin: string
let asked: Asked[]
let reply: (question: Asked) => Buffer | 'silence' | 'gone'

beforeEach(async () => {
  asked = []
  reply = ({ nonce }) => answer(card, ca, ca, { nonce })
  server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const question = { path: request.url ?? '', nonce: body.subarray(-32) }
      asked.push(question)
      const given = reply(question)
      if (given === 'silence') return
      response.writeHead(given === 'gone' ? 503 : 200).end(given === 'gone' ? undefined : given)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

function open({ nonce = 'required' as 'required' | 'checked-when-given', paths = ['/1'], waitAtMostSeconds = 5 } = {}) {
  const clock = createManualClock(AT)
  const events: OcspEvent[] = []
  const client = createOcspClient({
    fetch: createGuardedFetch({
      allowedHosts: [new URL(origin).host],
      allowedPrivateAddresses: ['127.0.0.1'],
      timeoutMilliseconds: 5_000,
      maximumBytes: 1_000_000,
    }),
    openExchange: ({ certificate, issuerKey }) =>
      openOcspExchange(certificate, issuerKey, { hash: 'sha1', nonce }, createCryptoRandom()),
    clock,
    report: (event) => void events.push(event),
    reuseSeconds: 600,
    retrySeconds: 30,
    waitAtMostSeconds,
  })
  const inquiry: OcspInquiry = {
    certificate: card.certificate,
    issuerKey: ca.certificate.publicKey,
    urls: paths.map((path) => `${origin}${path}`),
  }
  const codes = () => events.map(({ failure }) => failure.code)
  return { clock, client, inquiry, codes, ask: () => client.ask(inquiry) }
}

it('asks with a nonce of its own each time, and gives the answer', async () => {
  const { ask } = open()
  expect(await ask()).toHaveLength(1)
  expect(await ask()).toHaveLength(1)
  expect(asked).toHaveLength(2)
  expect(asked[0]?.nonce).not.toEqual(asked[1]?.nonce)
})

it('asks once for many logins with the same card at the same time', async () => {
  const { ask } = open()
  const all = await Promise.all(Array.from({ length: 20 }, ask))
  expect(asked).toHaveLength(1)
  expect(all.every(([first]) => first === all[0]?.[0])).toBe(true)
})

it('reuses an answer that was believed, until it ends or is no longer recent', async () => {
  const { ask, client, inquiry, clock } = open()
  const [first] = await ask()
  if (first === undefined) throw new Error('no answer')
  client.keep(inquiry, first, AT + HOUR)
  expect(client.lastAnsweredAt(ca.publicKey)).toBe(AT)
  expect(await ask()).toEqual([first])
  expect(asked).toHaveLength(1)
  clock.advance(600_000)
  const again = await ask()
  expect(asked).toHaveLength(2)
  expect(again).toHaveLength(2)
  expect(again[1]).toBe(first)
})

it('falls back on the answer it holds while the responder is gone', async () => {
  const { ask, client, inquiry, clock } = open()
  const [first] = await ask()
  if (first === undefined) throw new Error('no answer')
  client.keep(inquiry, first, AT + HOUR)
  reply = () => 'gone'
  clock.advance(601_000)
  expect(await ask()).toEqual([first])
})

it.each<[string, Parameters<typeof open>[0], () => Buffer, string]>([
  ['another nonce', {}, () => answer(card, ca, ca, { nonce: Buffer.alloc(32) }), 'pki.ocsp-answer-foreign'],
  ['no nonce where one is required', {}, () => answer(card, ca, ca), 'pki.ocsp-answer-foreign'],
  [
    'another nonce where none is required',
    { nonce: 'checked-when-given' },
    () => answer(card, ca, ca, { nonce: Buffer.alloc(32) }),
    'pki.ocsp-answer-foreign',
  ],
  [
    'an answer about another card',
    { nonce: 'checked-when-given' },
    () => answer(card, ca, ca, { serial: Buffer.of(43) }),
    'pki.ocsp-answer-foreign',
  ],
  ['an error', {}, () => errorAnswer(3), 'pki.ocsp-refused'],
  ['no answer at all', {}, () => Buffer.from('<html>'), 'pki.malformed'],
  ['more than an answer can be', {}, () => Buffer.alloc(100_000), 'fetch.failed'],
])('does not take %s', async (_, options, given, code) => {
  reply = given
  const { ask, codes } = open(options)
  expect(await ask()).toEqual([])
  expect(codes()).toEqual([code])
})

it('takes a prepared answer where no nonce is required', async () => {
  reply = () => answer(card, ca, ca)
  expect(await open({ nonce: 'checked-when-given' }).ask()).toHaveLength(1)
})

it('asks the next responder when one fails, and leaves that one alone for a while', async () => {
  reply = ({ path, nonce }) => (path === '/1' ? 'gone' : answer(card, ca, ca, { nonce }))
  const { ask, clock } = open({ paths: ['/1', '/2'] })
  expect(await ask()).toHaveLength(1)
  expect(await ask()).toHaveLength(1)
  expect(asked.map(({ path }) => path)).toEqual(['/1', '/2', '/2'])
  clock.advance(30_000)
  await ask()
  expect(asked.map(({ path }) => path).slice(3)).toEqual(['/1', '/2'])
})

it('keeps asking a responder whose answer about one card was bad', async () => {
  reply = () => errorAnswer(6)
  const { ask } = open()
  await ask()
  await ask()
  expect(asked).toHaveLength(2)
})

it('gives up on a silent responder in the time that a login may wait', async () => {
  reply = () => 'silence'
  const { ask, codes } = open({ waitAtMostSeconds: 0.05 })
  expect(await ask()).toEqual([])
  expect(codes()).toEqual(['fetch.failed'])
})
