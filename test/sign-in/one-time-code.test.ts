import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hotp, nextSendingAt, readCode, SENDING_LIMITS } from '../../src/sign-in/methods/email-code/one-time-code.ts'

describe('the code', () => {
  it('is that of RFC 4226, appendix D', () => {
    const secret = Buffer.from('12345678901234567890')
    expect(Array.from({ length: 10 }, (_, counter) => hotp(secret, counter))).toEqual([
      '755224',
      '287082',
      '359152',
      '969429',
      '338314',
      '254676',
      '287922',
      '162583',
      '399871',
      '520489',
    ])
  })

  it('has six digits, whatever the secret', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.nat(1_000), (secret, counter) => {
        expect(hotp(secret, counter)).toMatch(/^\d{6}$/)
      }),
    )
  })

  it('is read without its spaces', () => {
    expect(readCode(' 123 456\u00a0')).toBe('123456')
  })
})

describe('the limits of sending (OT-13)', () => {
  const start = 1_700_000_000_000

  it('hold for whoever sends as soon as it is allowed, or later', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3 * 3600 * 1000), { minLength: 30, maxLength: 60 }), (pauses) => {
        const sent: number[] = []
        let at = start
        for (const pause of pauses) {
          at = nextSendingAt(sent, at + pause)
          sent.push(at)
        }
        for (const { sendings, windowSeconds } of SENDING_LIMITS)
          for (const [index, instant] of sent.entries()) {
            const before = sent[index - sendings]
            if (before !== undefined) expect(instant - before).toBeGreaterThanOrEqual(windowSeconds * 1000)
          }
      }),
    )
  })

  it('make nobody wait who has not reached one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(899_999), { maxLength: 4 }), (offsets) => {
        const sent = offsets.map((offset) => start - offset).toSorted((a, b) => a - b)
        expect(nextSendingAt(sent, start)).toBe(start)
      }),
    )
  })
})
