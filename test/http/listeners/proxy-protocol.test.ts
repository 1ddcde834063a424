import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProxyHeader } from '../../../src/http/listeners/proxy-protocol.ts'

const HELLO = Buffer.from([0x16, 3, 1, 2, 0])
const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')

const binary = (command: number, family: number, rest: readonly number[], length = rest.length) =>
  Buffer.concat([SIGNATURE, Buffer.from([command, family, length >> 8, length & 0xff, ...rest])])
const IPV4 = [192, 0, 2, 7, 10, 0, 0, 1, 0xc0, 0x01, 0x01, 0xbb]
const IPV6 = [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 9, ...Array(16).fill(1), 0xc0, 1, 1, 0xbb]

const WELL_FORMED: readonly (readonly [string, Buffer, string | undefined])[] = [
  ['version 1 over IPv4', Buffer.from('PROXY TCP4 192.0.2.7 10.0.0.1 49153 443\r\n'), '192.0.2.7'],
  ['version 1 over IPv6', Buffer.from('PROXY TCP6 2001:db8::9 2001:db8::1 49153 443\r\n'), '2001:db8::9'],
  ['version 1 of nobody', Buffer.from('PROXY UNKNOWN\r\n'), undefined],
  ['version 1 of nobody with more', Buffer.from('PROXY UNKNOWN ff::1 ff::2 1 2\r\n'), undefined],
  ['version 2 over IPv4', binary(0x21, 0x11, IPV4), '192.0.2.7'],
  ['version 2 over IPv4 with more', binary(0x21, 0x11, [...IPV4, 3, 0, 1, 0]), '192.0.2.7'],
  ['version 2 over IPv6', binary(0x21, 0x21, IPV6), '2001:db8:0:0:0:0:0:9'],
  ['version 2 of the balancer itself', binary(0x20, 0, []), undefined],
  ['version 2 of the balancer itself with an address', binary(0x20, 0x11, IPV4), undefined],
  ['version 2 of an unknown family', binary(0x21, 0, [1, 2, 3]), undefined],
]

describe.each(WELL_FORMED)('%s', (_, header, address) => {
  it('is read, and what follows is left', () => {
    expect(readProxyHeader(Buffer.concat([header, HELLO]))).toEqual({ state: 'read', length: header.length, address })
  })

  it('waits for its end, byte by byte', () => {
    for (let length = 0; length < header.length; length += 1) {
      expect(readProxyHeader(header.subarray(0, length)), `${length} bytes`).toEqual({ state: 'incomplete' })
    }
  })
})

it.each([
  ['TLS', HELLO],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n')],
  ['another version', binary(0x31, 0x11, IPV4)],
  ['an unknown command', binary(0x22, 0x11, IPV4)],
  ['datagrams', binary(0x21, 0x12, IPV4)],
  ['a path', binary(0x21, 0x31, Array(216).fill(65))],
  ['too few bytes for IPv4', binary(0x21, 0x11, IPV4.slice(1))],
  ['too few bytes for IPv6', binary(0x21, 0x21, IPV6.slice(1))],
  ['too many bytes', binary(0x21, 0x11, [], 5_000)],
  ['small letters', Buffer.from('proxy TCP4 192.0.2.7 10.0.0.1 1 2\r\n')],
  ['an address of the other family', Buffer.from('PROXY TCP6 192.0.2.7 10.0.0.1 1 2\r\n')],
  ['no address', Buffer.from('PROXY TCP4 192.0.2 10.0.0.1 1 2\r\n')],
  ['a name', Buffer.from('PROXY TCP4 localhost 10.0.0.1 1 2\r\n')],
  ['a port that is none', Buffer.from('PROXY TCP4 192.0.2.7 10.0.0.1 65536 2\r\n')],
  ['two spaces', Buffer.from('PROXY TCP4  192.0.2.7 10.0.0.1 1 2\r\n')],
  ['something behind', Buffer.from('PROXY TCP4 192.0.2.7 10.0.0.1 1 2 3\r\n')],
  ['a line that does not end', Buffer.from(`PROXY TCP6 ${'f'.repeat(200)}`)],
  ['a line that ends too late', Buffer.from(`PROXY UNKNOWN ${'f'.repeat(100)}\r\n`)],
])('%s is no header', (_, bytes) => {
  expect(readProxyHeader(bytes)).toEqual({ state: 'malformed' })
})

it('never throws, and never reads more than there is', () => {
  const beginning = fc.constantFrom(SIGNATURE, Buffer.from('PROXY TCP4 '), Buffer.from(''))
  fc.assert(
    fc.property(beginning, fc.uint8Array({ maxLength: 60 }), (start, rest) => {
      const bytes = Buffer.concat([start, rest])
      const header = readProxyHeader(bytes)
      if (header.state === 'read') expect(header.length).toBeLessThanOrEqual(bytes.length)
    }),
  )
})
