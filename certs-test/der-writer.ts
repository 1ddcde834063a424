/** Writes DER (ITU-T X.690): the few forms that certificates, CRLs and OCSP answers need. */

const encodeLength = (length: number): Buffer => {
  if (length < 0x80) return Buffer.of(length)
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes])
}

/** One element: `tag` is the whole identifier octet (tags above 30 are not needed here). */
export function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.of(tag), encodeLength(content.length), content])
}

export const sequence = (...items: readonly Uint8Array[]) => element(0x30, ...items)

/** SET OF: X.690 §11.6 sorts the encodings. */
export const setOf = (...items: readonly Uint8Array[]) =>
  element(0x31, ...items.toSorted((left, right) => Buffer.compare(left, right)))

/** `[n] EXPLICIT`, or an IMPLICIT tag over a constructed type when given its content. */
export const tagged = (number: number, ...contents: readonly Uint8Array[]) => element(0xa0 | number, ...contents)

/** `[n] IMPLICIT` over a primitive type, given its content octets. */
export const taggedPrimitive = (number: number, content: Uint8Array) => element(0x80 | number, content)

export const boolean = (value: boolean) => element(0x01, Buffer.of(value ? 0xff : 0))
export const nullValue = () => element(0x05)
export const octetString = (content: Uint8Array) => element(0x04, content)
export const bitString = (content: Uint8Array, unusedBits = 0) => element(0x03, Buffer.of(unusedBits), content)
export const enumerated = (value: number) => element(0x0a, Buffer.of(value))
export const utf8String = (text: string) => element(0x0c, Buffer.from(text, 'utf8'))
export const printableString = (text: string) => element(0x13, Buffer.from(text, 'latin1'))
export const ia5String = (text: string) => element(0x16, Buffer.from(text, 'latin1'))

/** INTEGER, not negative. */
export function integer(value: bigint | number): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return element(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}

const base128 = (arc: number): number[] => {
  const digits = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest % 128) | 0x80)
  return digits
}

/** OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)))
}

const digitsOf = (at: number) =>
  new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '')

export const generalizedTime = (at: number) => element(0x18, Buffer.from(digitsOf(at), 'latin1'))

/** Time of a certificate or CRL: UTCTime through 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
export const time = (at: number) =>
  new Date(at).getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(digitsOf(at).slice(2), 'latin1'))
    : generalizedTime(at)

/** BIT STRING of named bits: trailing zero bits are dropped (X.690 §11.2.2). */
export function namedBits(positions: readonly number[]): Buffer {
  const highest = Math.max(...positions)
  const bytes = Buffer.alloc(Math.floor(highest / 8) + 1)
  for (const position of positions) {
    const index = Math.floor(position / 8)
    bytes[index] = (bytes[index] ?? 0) | (0x80 >> (position % 8))
  }
  return bitString(bytes, 7 - (highest % 8))
}
