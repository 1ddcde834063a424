/**
 * The line by which a balancer that passes TLS through tells whom it speaks for (PROXY protocol, version 1 in text and
 * version 2 in binary). It stands before the first byte of TLS, once, and is read from listed balancers only.
 */
import { isIPv4, isIPv6 } from 'node:net'

export type ProxyHeader =
  | { readonly state: 'incomplete' }
  | { readonly state: 'malformed' }
  /** `address` is undefined where the balancer speaks for itself, as its health checks do. */
  | { readonly state: 'read'; readonly length: number; readonly address: string | undefined }

const INCOMPLETE: ProxyHeader = { state: 'incomplete' }
const MALFORMED: ProxyHeader = { state: 'malformed' }

const SIGNATURE_V2 = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1')
const SIGNATURE_V1 = Buffer.from('PROXY ', 'latin1')

/** @param bytes what a connection began with, as far as it has come. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  if (beginsLike(bytes, SIGNATURE_V2)) return bytes.length < SIGNATURE_V2.length ? INCOMPLETE : readBinary(bytes)
  if (beginsLike(bytes, SIGNATURE_V1)) return bytes.length < SIGNATURE_V1.length ? INCOMPLETE : readLine(bytes)
  return MALFORMED
}

const beginsLike = (bytes: Buffer, signature: Buffer): boolean => {
  const length = Math.min(bytes.length, signature.length)
  return bytes.subarray(0, length).equals(signature.subarray(0, length))
}

/** Section 2.1: the longest line, with its CRLF. */
const LONGEST_LINE = 107
const LINE = /^PROXY (?:UNKNOWN(?: [^\r\n]*)?|(TCP4|TCP6) (\S+) (\S+) (\d{1,5}) (\d{1,5}))\r\n$/

function readLine(bytes: Buffer): ProxyHeader {
  const end = bytes.subarray(0, LONGEST_LINE).indexOf('\r\n')
  if (end < 0) return bytes.length < LONGEST_LINE ? INCOMPLETE : MALFORMED
  const length = end + 2
  const [line, family, source = '', destination = '', ...ports] = LINE.exec(bytes.toString('latin1', 0, length)) ?? []
  if (line === undefined) return MALFORMED
  if (family === undefined) return { state: 'read', length, address: undefined }
  const isAddress = family === 'TCP4' ? isIPv4 : isIPv6
  const wellFormed = isAddress(source) && isAddress(destination) && ports.every((port) => Number(port) <= 65_535)
  return wellFormed ? { state: 'read', length, address: source } : MALFORMED
}

/** Section 2.2: signature, version and command, family and transport, length of what follows. */
const FIXED_BYTES = 16
/** Addresses and whatever a balancer adds to them (TLV); more than this is no balancer's. */
const LONGEST_REST = 1024
const LOCAL = 0x20
const PROXY = 0x21
const UNSPECIFIED = 0x00
const TCP_OVER_IPV4 = 0x11
const TCP_OVER_IPV6 = 0x21

function readBinary(bytes: Buffer): ProxyHeader {
  if (bytes.length < FIXED_BYTES) return INCOMPLETE
  const command = bytes.readUInt8(12)
  const family = bytes.readUInt8(13)
  const rest = bytes.readUInt16BE(14)
  const length = FIXED_BYTES + rest
  if ((command !== LOCAL && command !== PROXY) || rest > LONGEST_REST) return MALFORMED
  if (bytes.length < length) return INCOMPLETE
  if (command === LOCAL || family === UNSPECIFIED) return { state: 'read', length, address: undefined }
  if (family === TCP_OVER_IPV4 && rest >= 12) {
    return { state: 'read', length, address: [...bytes.subarray(FIXED_BYTES, FIXED_BYTES + 4)].join('.') }
  }
  if (family === TCP_OVER_IPV6 && rest >= 36) {
    return { state: 'read', length, address: ipv6Text(bytes.subarray(FIXED_BYTES, FIXED_BYTES + 16)) }
  }
  return MALFORMED
}

function ipv6Text(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16))
  return groups.join(':')
}
