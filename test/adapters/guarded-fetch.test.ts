import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createGuardedFetch, type GuardedFetchSettings } from '../../src/adapters/guarded-fetch.ts'
import { isPublicAddress } from '../../src/adapters/guarded-fetch-address.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<{ port: number; requests: () => number }> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    listener(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return { port: (server.address() as AddressInfo).port, requests: () => requests }
}

/** Allowed: 127.0.0.1 as an address; hosts as each test says. */
function fetcher(allowedHosts: string[], overrides: Partial<GuardedFetchSettings> = {}) {
  return createGuardedFetch({
    allowedHosts,
    allowedPrivateAddresses: ['127.0.0.1'],
    timeoutMilliseconds: 5_000,
    maximumBytes: 1_000_000,
    resolve: async () => ['127.0.0.1'],
    ...overrides,
  })
}

const reasonOf = (outcome: { ok: boolean; failure?: { code: string; data: Record<string, unknown> } }) =>
  outcome.ok ? 'accepted' : `${outcome.failure?.code}: ${outcome.failure?.data['reason']}`

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:93.184.216.34',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001::1',
    'localhost',
    '',
    '0x7f000001',
  ])('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false))

  it.each(['93.184.216.34', '172.15.255.255', '172.32.0.0', '100.128.0.1', '2606:4700::6810:84e5', '2a00:1450::1'])(
    'takes %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
})

describe('where a request may go', () => {
  it.each([
    ['another host', 'http://other.example/a.crl', 'host not on the allow-list'],
    ['another port of an allowed host', 'http://crl.example:8080/a.crl', 'host not on the allow-list'],
    ['LDAP', 'ldap://crl.example/cn=CA', 'neither http nor https'],
    ['a file', 'file:///etc/passwd', 'neither http nor https'],
    ['credentials', 'http://user:secret@crl.example/a.crl', 'carries credentials'],
    ['no URL at all', 'crl.example/a.crl', 'not a URL'],
    ['a look-alike with the allowed host as user', 'http://crl.example@evil.example/', 'carries credentials'],
    ['a trailing dot', 'http://crl.example./a.crl', 'host not on the allow-list'],
  ])('refuses %s before any look-up', async (_, url, reason) => {
    let lookups = 0
    const resolve = async () => {
      lookups += 1
      return ['93.184.216.34']
    }
    const outcome = await fetcher(['crl.example'], { resolve })({ url })
    expect(reasonOf(outcome)).toBe(`fetch.address-not-allowed: ${reason}`)
    expect(lookups).toBe(0)
  })

  it.each(['127.0.0.2', '10.0.0.1', '::1', '169.254.169.254'])('refuses an allowed name at %s', async (address) => {
    const outcome = await fetcher(['crl.example'], { resolve: async () => [address] })({ url: 'http://crl.example/' })
    expect(reasonOf(outcome)).toBe(`fetch.address-not-allowed: resolves to ${address}, which is not public`)
  })

  it('refuses a name that has one private address among public ones', async () => {
    const resolve = async () => ['93.184.216.34', '192.168.0.9']
    expect(reasonOf(await fetcher(['crl.example'], { resolve })({ url: 'http://crl.example/' }))).toContain(
      '192.168.0.9',
    )
  })

  it.each(['http://127.0.0.2/', 'http://2130706434/', 'http://0x7f.2/', 'http://[::1]/'])(
    'refuses the address literal %s although listed as a host',
    async (url) => {
      const outcome = await fetcher(['127.0.0.2', '[::1]'])({ url })
      expect(reasonOf(outcome)).toContain('which is not public')
    },
  )

  it('connects to the address it judged, without a second look-up', async () => {
    const { port, requests } = await serve((_, response) => response.end('x'))
    const answers = [['127.0.0.1'], ['127.0.0.2']]
    const resolve = async () => answers.shift() ?? []
    const outcome = await fetcher([`crl.example:${port}`], { resolve })({ url: `http://crl.example:${port}/` })
    expect(outcome.ok).toBe(true)
    expect(answers).toHaveLength(1)
    expect(requests()).toBe(1)
  })
})

describe('what a server may answer', () => {
  it('brings the bytes and what a later conditional request needs', async () => {
    const { port } = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end()
      return response.writeHead(200, { etag: '"v1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' }).end('crl')
    })
    const fetch = fetcher([`a:${port}`])
    const first = await fetch({ url: `http://a:${port}/` })
    if (!first.ok) throw new Error(first.failure.explanation)
    expect(Buffer.from(first.value.body).toString()).toBe('crl')
    expect(first.value.body.byteLength).toBe(first.value.body.buffer.byteLength)
    expect(first.value).toMatchObject({ notModified: false, entityTag: '"v1"' })
    const again = await fetch({ url: `http://a:${port}/`, headers: { 'if-none-match': '"v1"' } })
    expect(again.ok && again.value.notModified).toBe(true)
  })

  it('posts a body', async () => {
    const { port } = await serve((request, response) => request.pipe(response))
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/`, body: Buffer.from('question') })
    expect(outcome.ok && Buffer.from(outcome.value.body).toString()).toBe('question')
  })

  it('puts a chunked body of unknown length together', async () => {
    const piece = Buffer.alloc(50_000, 7)
    const { port } = await serve((_, response) => {
      for (let i = 0; i < 10; i += 1) response.write(piece)
      response.end()
    })
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/` })
    expect(outcome.ok && outcome.value.body.length).toBe(500_000)
    expect(outcome.ok && outcome.value.body.every((octet) => octet === 7)).toBe(true)
  })

  it('follows a redirect to an allowed host', async () => {
    const { port } = await serve((request, response) =>
      request.url === '/old' ? response.writeHead(302, { location: '/new' }).end() : response.end('moved'),
    )
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/old` })
    expect(outcome.ok && Buffer.from(outcome.value.body).toString()).toBe('moved')
  })

  it('refuses a redirect to a private address, and never asks it', async () => {
    const inside = await serve((_, response) => response.end('secret'), '127.0.0.2')
    const outside = await serve((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.2:${inside.port}/` }).end(),
    )
    const fetch = fetcher([`a:${outside.port}`, `127.0.0.2:${inside.port}`])
    expect(reasonOf(await fetch({ url: `http://a:${outside.port}/` }))).toContain('which is not public')
    expect(inside.requests()).toBe(0)
  })

  it.each([
    ['another host', 'http://evil.example/'],
    ['another scheme', 'file:///etc/passwd'],
  ])('refuses a redirect to %s', async (_, location) => {
    const { port } = await serve((_request, response) => response.writeHead(301, { location }).end())
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/` })
    expect(reasonOf(outcome)).toContain('fetch.address-not-allowed')
  })

  it('stops a redirect loop', async () => {
    const { port, requests } = await serve((_, response) => response.writeHead(302, { location: '/' }).end())
    expect(reasonOf(await fetcher([`a:${port}`])({ url: `http://a:${port}/` }))).toBe(
      'fetch.failed: more than 3 redirects',
    )
    expect(requests()).toBe(4)
  })

  it('does not carry a question elsewhere', async () => {
    const { port } = await serve((_, response) => response.writeHead(307, { location: '/' }).end())
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/`, body: Buffer.from('q') })
    expect(reasonOf(outcome)).toBe('fetch.failed: redirects a POST')
  })

  it('refuses 100 MB announced, at once', async () => {
    const { port } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 100_000_000 })
      response.write('x')
    })
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/` })
    expect(reasonOf(outcome)).toBe('fetch.failed: 100000000 bytes announced, at most 1000000 taken')
  })

  it('stops reading 100 MB that was not announced', async () => {
    let sent = 0
    const { port } = await serve((_, response) => {
      const piece = Buffer.alloc(64 * 1024)
      const pump = (): void => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += piece.length
          if (!response.write(piece)) {
            response.once('drain', pump)
            return
          }
        }
        response.end()
      }
      pump()
    })
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/` })
    expect(reasonOf(outcome)).toBe('fetch.failed: more than 1000000 bytes')
    expect(sent).toBeLessThan(20_000_000)
  })

  it('takes less than the settings allow when the caller says so', async () => {
    const { port } = await serve((_, response) => response.end('12345'))
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/`, maximumBytes: 4 })
    expect(reasonOf(outcome)).toBe('fetch.failed: 5 bytes announced, at most 4 taken')
  })

  it('refuses a truncated body', async () => {
    const { port } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 1000 })
      response.write('only this')
      setImmediate(() => response.destroy())
    })
    expect(reasonOf(await fetcher([`a:${port}`])({ url: `http://a:${port}/` }))).toMatch(/^fetch\.failed/)
  })

  it('refuses a compressed body', async () => {
    const { port } = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('bomb'))
    const outcome = await fetcher([`a:${port}`])({ url: `http://a:${port}/` })
    expect(reasonOf(outcome)).toBe('fetch.failed: compressed although not asked to')
  })

  it.each([204, 304, 404, 500])('refuses status %i', async (status) => {
    const { port } = await serve((_, response) => response.writeHead(status).end())
    expect(reasonOf(await fetcher([`a:${port}`])({ url: `http://a:${port}/` }))).toBe(
      `fetch.failed: answered ${status}`,
    )
  })

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['sends a byte and then nothing', (_, response) => response.write('x')],
  ])('gives up on a server that %s', async (_, listener) => {
    const { port } = await serve(listener)
    const outcome = await fetcher([`a:${port}`], { timeoutMilliseconds: 60 })({ url: `http://a:${port}/` })
    expect(reasonOf(outcome)).toBe('fetch.failed: no complete answer in 60 ms')
  })

  it('gives up on a resolver that never answers', async () => {
    const fetch = fetcher(['a'], { timeoutMilliseconds: 40, resolve: () => new Promise(() => undefined) })
    expect(reasonOf(await fetch({ url: 'http://a/' }))).toBe('fetch.failed: no complete answer in 40 ms')
  })

  it('says that a server is gone', async () => {
    const { port } = await serve((_, response) => response.end())
    for (const server of servers.splice(0)) await new Promise((done) => server.close(done))
    expect(reasonOf(await fetcher([`a:${port}`])({ url: `http://a:${port}/` }))).toBe('fetch.failed: ECONNREFUSED')
  })
})
