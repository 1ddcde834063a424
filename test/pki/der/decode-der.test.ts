import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_DER_LIMITS, decodeDer } from '../../../src/pki/der/decode-der.ts'
import type { DerReader } from '../../../src/pki/der/der-reader.ts'
import { DerTag } from '../../../src/pki/der/der-tag.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

function read<Value>(text: string, reader: (reader: DerReader) => Value, limits = DEFAULT_DER_LIMITS) {
  const outcome = decodeDer('fixture', hex(text), reader, limits)
  return outcome.ok ? outcome.value : `${outcome.failure.code}: ${outcome.failure.data['reason']}`
}

const ascii = (tag: string, text: string) =>
  tag + text.length.toString(16).padStart(2, '0') + Buffer.from(text).toString('hex')

describe('lengths', () => {
  const octets = (reader: DerReader) => reader.content(DerTag.octetString).length

  it.each([
    ['short form', '04 02 aabb', 2],
    ['long form', `04 81 80 ${'00'.repeat(128)}`, 128],
    ['indefinite', '04 80 aabb 0000', 'pki.malformed: indefinite or missing length'],
    ['long form of a short length', '04 81 02 aabb', 'pki.malformed: length is not minimal'],
    ['leading zero in the long form', `04 82 0080 ${'00'.repeat(128)}`, 'pki.malformed: length is not minimal'],
    ['five octets of length', '04 85 0100000000', 'pki.malformed: length of length over 4'],
    ['beyond the end', '04 03 aabb', 'pki.malformed: value longer than what holds it'],
    ['length missing', '04', 'pki.malformed: indefinite or missing length'],
    ['trailing bytes', '04 01 aa 00', 'pki.malformed: trailing bytes'],
    ['nothing', '', 'pki.malformed: expected tag 0x4, found nothing'],
    ['another tag', '05 00', 'pki.malformed: expected tag 0x4, found 0x5'],
  ])('%s', (_, bytes, expected) => expect(read(bytes, octets)).toBe(expected))

  it('refuses high tag numbers', () =>
    expect(read('1f 81 01 00', (reader) => reader.raw())).toBe('pki.malformed: high tag number'))

  it('refuses a member that reaches beyond its sequence', () =>
    expect(read('30 03 04 02 aa bb', (reader) => reader.sequence(() => octets(reader)))).toBe(
      'pki.malformed: value longer than what holds it',
    ))

  it('refuses what a sequence holds beyond what is read', () =>
    expect(read('30 05 04 01 aa 05 00', (reader) => reader.sequence(() => octets(reader)))).toBe(
      'pki.malformed: trailing bytes',
    ))
})

describe('budgets', () => {
  const nest = (reader: DerReader): number => reader.sequence(() => (reader.more ? 1 + nest(reader) : 1))

  it('stops at the depth, the nodes and the bytes allowed', () => {
    expect(read('30 04 30 02 30 00', nest)).toBe(3)
    expect(read('30 04 30 02 30 00', nest, { bytes: 99, depth: 2, nodes: 9 })).toBe('pki.oversize: nested too deep')
    expect(read('30 04 30 02 30 00', nest, { bytes: 99, depth: 9, nodes: 2 })).toBe('pki.oversize: too many values')
    expect(read('30 04 30 02 30 00', nest, { bytes: 5, depth: 9, nodes: 9 })).toBe('pki.oversize: more than 5 bytes')
  })
})

describe('INTEGER', () => {
  it.each([
    ['02 01 00', 0],
    ['02 02 0080', 128],
    ['02 04 7fffffff', 0x7fffffff],
    ['02 02 007f', 'pki.malformed: INTEGER is not minimal'],
    ['02 02 ff80', 'pki.malformed: INTEGER is not minimal'],
    ['02 00', 'pki.malformed: empty INTEGER'],
    ['02 01 ff', 'pki.malformed: INTEGER out of range'],
    ['02 05 0100000000', 'pki.malformed: INTEGER out of range'],
  ])('%s', (bytes, expected) => expect(read(bytes, (reader) => reader.smallInteger())).toBe(expected))
})

describe('BOOLEAN, NULL, BIT STRING', () => {
  it.each([
    ['01 01 ff', true],
    ['01 01 00', false],
    ['01 01 01', 'pki.malformed: BOOLEAN is neither TRUE nor FALSE'],
    ['01 02 ffff', 'pki.malformed: BOOLEAN is neither TRUE nor FALSE'],
  ])('BOOLEAN %s', (bytes, expected) => expect(read(bytes, (reader) => reader.boolean())).toBe(expected))

  it('NULL has no content', () =>
    expect(read('05 01 00', (reader) => reader.null())).toBe('pki.malformed: NULL with content'))

  it.each([
    ['03 01 00', 0],
    ['03 02 0780', 1],
    ['03 02 0106', 0b1100000],
    ['03 03 070080', 1 << 8],
    ['03 02 0080', 1],
    ['03 02 0781', 'pki.malformed: unused bits that are set'],
    ['03 02 0880', 'pki.malformed: BIT STRING with a wrong count of unused bits'],
    ['03 01 01', 'pki.malformed: BIT STRING with a wrong count of unused bits'],
    ['03 00', 'pki.malformed: BIT STRING with a wrong count of unused bits'],
    ['03 06 000000000001', 'pki.malformed: too many named bits'],
  ])('named bits %s', (bytes, expected) => expect(read(bytes, (reader) => reader.namedBits())).toBe(expected))

  it('keys and signatures fill their octets', () =>
    expect(read('03 02 0180', (reader) => reader.octetAlignedBits())).toBe(
      'pki.malformed: BIT STRING with unused bits',
    ))
})

describe('OBJECT IDENTIFIER', () => {
  it.each([
    ['06 03 551d13', '2.5.29.19'],
    ['06 06 2a864886f70d', '1.2.840.113549'],
    ['06 02 8837', '2.999'],
    ['06 01 27', '0.39'],
    [`06 14 69 ${'ff'.repeat(18)}7f`, `2.25.${(1n << 133n) - 1n}`],
    ['06 00', 'pki.malformed: empty OBJECT IDENTIFIER'],
    ['06 02 8001', 'pki.malformed: OBJECT IDENTIFIER arc is not minimal'],
    ['06 02 2a86', 'pki.malformed: OBJECT IDENTIFIER ends inside an arc'],
    [`06 15 2a ${'ff'.repeat(19)}7f`, 'pki.oversize: OBJECT IDENTIFIER arc too large'],
    [`06 41 ${'2a'.repeat(65)}`, 'pki.oversize: OBJECT IDENTIFIER too long'],
  ])('%s', (bytes, expected) => expect(read(bytes, (reader) => reader.objectIdentifier())).toBe(expected))
})

describe('times', () => {
  const at = (reader: DerReader) => new Date(reader.time()).toISOString()

  it.each([
    ['17', '491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['17', '500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['18', '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    ['18', '00500101000000Z', '0050-01-01T00:00:00.000Z'],
    ['17', '240229000000Z', '2024-02-29T00:00:00.000Z'],
    ['17', '230229000000Z', 'pki.malformed: time names a day that does not exist'],
    ['17', '231301000000Z', 'pki.malformed: time names a day that does not exist'],
    ['17', '230101240000Z', 'pki.malformed: time names an hour that does not exist'],
    ['17', '230101000060Z', 'pki.malformed: time names an hour that does not exist'],
    ['17', '2301010000Z', 'pki.malformed: UTCTime is not YYMMDDHHMMSSZ'],
    ['17', '230101000000+0100', 'pki.malformed: UTCTime is not YYMMDDHHMMSSZ'],
    ['17', '23010100000 Z', 'pki.malformed: time with something that is no digit'],
    ['18', '20230101000000.5Z', 'pki.malformed: GeneralizedTime is not YYYYMMDDHHMMSSZ'],
    ['18', '202301010000000', 'pki.malformed: time is not in UTC'],
  ])('tag %s %s', (tag, text, expected) => expect(read(ascii(tag, text), at)).toBe(expected))
})

it('never throws, whatever the bytes', () => {
  const walk = (reader: DerReader): void => {
    while (reader.more) {
      const tag = reader.peek()
      if (tag === 0x30 || tag === 0x31) reader.inside(tag, () => walk(reader))
      else if (tag === 0x06) reader.objectIdentifier()
      else if (tag === 0x17 || tag === 0x18) reader.time()
      else if (tag === 0x03) reader.namedBits()
      else reader.raw()
    }
  }
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0x30, 0x31, 0x06, 0x17, 0x03, 0x02, 0x80, 0x81, 1, 2, 3, 0xff)), (octets) => {
      decodeDer('noise', Uint8Array.from(octets), walk)
    }),
  )
})
