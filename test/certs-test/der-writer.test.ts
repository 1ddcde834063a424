import { fromBER, type Integer, ObjectIdentifier } from 'asn1js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  generalizedTime,
  integer,
  namedBits,
  objectIdentifier,
  octetString,
  time,
} from '../../certs-test/der-writer.ts'

const arcs = fc
  .tuple(fc.nat(2), fc.nat(39), fc.array(fc.nat(2 ** 31 - 1), { maxLength: 8 }))
  .map(([first, second, rest]) => [first, second, ...rest].join('.'))

describe('the DER writer', () => {
  it('writes any object identifier as another library reads it', () => {
    fc.assert(
      fc.property(arcs, (dotted) => {
        const { result } = fromBER(objectIdentifier(dotted))
        expect(result).toBeInstanceOf(ObjectIdentifier)
        expect((result as ObjectIdentifier).getValue()).toBe(dotted)
      }),
    )
  })

  it('writes the arc of examples, whose first octets hold more than seven bits', () => {
    expect(objectIdentifier('2.999.1').toString('hex')).toBe('0603883701')
  })

  it('writes any positive integer as another library reads it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 160n }), (value) => {
        const { result } = fromBER(integer(value))
        expect((result as Integer).toBigInt()).toBe(value)
      }),
    )
  })

  it('writes the length of contents short and long', () => {
    for (const length of [0, 127, 128, 255, 256, 65_536]) {
      const { result, offset } = fromBER(octetString(Buffer.alloc(length)))
      expect(result.error).toBe('')
      expect(offset).toBe(octetString(Buffer.alloc(length)).length)
    }
  })

  it('drops the zero bits at the end of named bits', () => {
    expect(namedBits([0]).toString('hex')).toBe('03020780')
    expect(namedBits([0, 1]).toString('hex')).toBe('030206c0')
    expect(namedBits([5, 6]).toString('hex')).toBe('03020106')
  })

  it('changes from UTCTime to GeneralizedTime at 2050', () => {
    expect(time(Date.UTC(2049, 11, 31, 23, 59, 59)).toString('latin1')).toBe('\x17\x0d491231235959Z')
    expect(time(Date.UTC(2050, 0, 1)).toString('latin1')).toBe('\x18\x0f20500101000000Z')
    expect(generalizedTime(Date.UTC(2026, 0, 1)).toString('latin1')).toBe('\x18\x0f20260101000000Z')
  })
})
