import { DerTag } from './der-tag.ts'
import { Malformed, refuse } from './malformed.ts'
import { readObjectIdentifier } from './object-identifier.ts'
import { readGeneralizedTime, readUtcTime } from './time.ts'

/**
 * A position in DER bytes that moves forward only. Every method reads one whole value or throws Malformed; views share
 * the memory of the bytes; entering a constructed value makes no object. Use it through `decodeDer`.
 */
export class DerReader {
  readonly bytes: Uint8Array
  /** Where the next header starts. */
  position = 0
  /** Where the value being read ends. */
  end: number
  #nodesLeft: number
  #depthLeft: number

  constructor(bytes: Uint8Array, limits: { readonly depth: number; readonly nodes: number }) {
    this.bytes = bytes
    this.end = bytes.length
    this.#nodesLeft = limits.nodes
    this.#depthLeft = limits.depth
  }

  /** Whether the value being read has anything left. */
  get more(): boolean {
    return this.position < this.end
  }

  /** Whether the next value has this tag. */
  next(tag: number): boolean {
    return this.position < this.end && this.bytes[this.position] === tag
  }

  /** The next tag, or -1 at the end of the value being read. */
  peek(): number {
    return this.position < this.end ? (this.bytes[this.position] ?? -1) : -1
  }

  /** @throws Malformed unless everything was read: no trailing bytes at any level. */
  finish(): void {
    if (this.position !== this.end) refuse('trailing bytes')
  }

  /**
   * Passes one header: definite, minimal lengths and low tag numbers only (X.690 §10.1).
   * @returns where the content ends; `position` is where it starts.
   */
  header(tag: number): number {
    if (this.peek() !== tag) refuse(`expected tag 0x${tag.toString(16)}, found ${this.#describeNext()}`)
    return this.#anyHeader()
  }

  /** Reads the content of a constructed value (or of an OCTET STRING that wraps DER) to its last byte. */
  inside<Value>(tag: number, read: () => Value): Value {
    const outerEnd = this.end
    this.end = this.header(tag)
    if (--this.#depthLeft < 0) throw new Malformed('nested too deep', true)
    const value = read()
    this.finish()
    this.#depthLeft++
    this.end = outerEnd
    return value
  }

  sequence<Value>(read: () => Value): Value {
    return this.inside(DerTag.sequence, read)
  }

  /** SEQUENCE OF or SET OF; an empty one is refused unless `least` is 0. */
  listOf<Member>(tag: number, read: () => Member, least: 0 | 1 = 1): Member[] {
    return this.inside(tag, () => {
      if (!this.more) return least === 0 ? [] : refuse('empty list')
      const members = [read()]
      while (this.more) members.push(read())
      return members
    })
  }

  /** @returns what `read` finds inside [tag], or undefined when the value is absent. */
  optional<Value>(tag: number, read: () => Value): Value | undefined {
    return this.next(tag) ? read() : undefined
  }

  /** A view of the content of one primitive value. */
  content(tag: number): Uint8Array {
    const end = this.header(tag)
    const view = this.bytes.subarray(this.position, end)
    this.position = end
    return view
  }

  /** A view of one whole value of any type, header included; its inside is not looked at. */
  raw(): Uint8Array {
    const start = this.position
    this.skip()
    return this.bytes.subarray(start, this.position)
  }

  /** Passes one whole value of any type. */
  skip(): void {
    if (!this.more) refuse('value missing')
    this.position = this.#anyHeader()
  }

  boolean(tag: number = DerTag.boolean): boolean {
    const end = this.header(tag)
    const value = this.bytes[this.position]
    if (end - this.position !== 1 || (value !== 0 && value !== 0xff)) refuse('BOOLEAN is neither TRUE nor FALSE')
    this.position = end
    return value === 0xff
  }

  /** The two's complement octets of an INTEGER, minimal (X.690 §8.3.2). */
  integer(tag: number = DerTag.integer): Uint8Array {
    const content = this.content(tag)
    const [first, second] = content
    if (first === undefined) return refuse('empty INTEGER')
    if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
      refuse('INTEGER is not minimal')
    }
    return content
  }

  /** An INTEGER or ENUMERATED from 0 to 2^31 - 1; larger or negative ones are refused. */
  smallInteger(tag: number = DerTag.integer): number {
    const content = this.integer(tag)
    if (content.length > 4 || (content[0] ?? 0) >= 0x80) refuse('INTEGER out of range')
    let value = 0
    for (const octet of content) value = value * 256 + octet
    return value
  }

  /** The content of a BIT STRING: the count of unused bits, which are zero, then the bits (X.690 §11.2.1). */
  bitString(tag: number = DerTag.bitString): Uint8Array {
    const content = this.content(tag)
    const unused = content[0] ?? 8
    if (unused > 7 || (content.length === 1 && unused !== 0)) refuse('BIT STRING with a wrong count of unused bits')
    if ((content[content.length - 1] ?? 0) & ((1 << unused) - 1) && content.length > 1)
      refuse('unused bits that are set')
    return content
  }

  /** The octets of a BIT STRING that must have no unused bits (keys, signatures). */
  octetAlignedBits(): Uint8Array {
    const content = this.content(DerTag.bitString)
    if (content[0] !== 0) refuse('BIT STRING with unused bits')
    return content.subarray(1)
  }

  /**
   * A named-bit list of at most 31 bits as a mask: bit 0 of the ASN.1 type is 1 << 0. Trailing zero bits, which DER
   * leaves out (X.690 §11.2.2), are let through: common issuing software writes them, and they mean the same.
   */
  namedBits(tag: number = DerTag.bitString): number {
    const content = this.bitString(tag)
    if (content.length > 5) refuse('too many named bits')
    let mask = 0
    for (let bit = 0; bit < (content.length - 1) * 8; bit++) {
      if (((content[1 + (bit >> 3)] ?? 0) >> (7 - (bit & 7))) & 1) mask |= 1 << bit
    }
    return mask
  }

  null(): void {
    if (this.header(DerTag.null) !== this.position) refuse('NULL with content')
  }

  /** An OBJECT IDENTIFIER in dotted form. */
  objectIdentifier(tag: number = DerTag.objectIdentifier): string {
    const end = this.header(tag)
    const dotted = readObjectIdentifier(this.bytes, this.position, end)
    this.position = end
    return dotted
  }

  /** UTCTime or GeneralizedTime, in the single form that RFC 5280 §4.1.2.5 allows each. @returns epoch milliseconds. */
  time(): number {
    return this.peek() === DerTag.utcTime ? readUtcTime(this.content(DerTag.utcTime)) : this.generalizedTime()
  }

  /** @returns epoch milliseconds. */
  generalizedTime(tag: number = DerTag.generalizedTime): number {
    return readGeneralizedTime(this.content(tag))
  }

  #anyHeader(): number {
    if (--this.#nodesLeft < 0) throw new Malformed('too many values', true)
    const { bytes, end } = this
    const start = this.position
    if (((bytes[start] ?? 0) & 0x1f) === 0x1f) refuse('high tag number')
    let length = bytes[start + 1] ?? 0x80
    let content = start + 2
    if (length >= 0x80) {
      const octets = length & 0x7f
      if (octets === 0 || octets > 4) refuse(octets === 0 ? 'indefinite or missing length' : 'length of length over 4')
      length = 0
      for (let i = 0; i < octets; i++) length = length * 256 + (bytes[content + i] ?? 0)
      content += octets
      if (length < 0x80 || length < 256 ** (octets - 1)) refuse('length is not minimal')
    }
    if (content + length > end) refuse('value longer than what holds it')
    this.position = content
    return content + length
  }

  #describeNext(): string {
    const tag = this.peek()
    return tag < 0 ? 'nothing' : `0x${tag.toString(16)}`
  }
}
