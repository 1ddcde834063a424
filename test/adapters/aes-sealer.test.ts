import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAesSealer } from '../../src/adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'

const random = createCryptoRandom()
const sealer = createAesSealer(Buffer.alloc(32, 7), random)
const another = createAesSealer(Buffer.alloc(32, 8), random)

describe('sealing', () => {
  it('gives back any text under its own context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(sealer.open(sealer.seal(text, context), context)).toBe(text)
      }),
    )
  })

  it('shows nothing of the text and never repeats itself', () => {
    const sealed = [1, 2].map(() => sealer.seal('123456', 'code'))
    expect(new Set(sealed).size).toBe(2)
    expect(sealed.join()).not.toContain('123456')
  })

  it('opens for no other context and no other key', () => {
    const sealed = sealer.seal('123456', 'email-code:1')
    expect(() => sealer.open(sealed, 'email-code:2')).toThrow('altered')
    expect(() => another.open(sealed, 'email-code:1')).toThrow('altered')
  })

  it('opens with no bit changed, character added or left out', () => {
    const sealed = sealer.seal('123456', 'code')
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. \n'
    const altered = [...sealed].flatMap((_, index) => [
      sealed.slice(0, index) + sealed.slice(index + 1),
      ...[...alphabet].map((character) => sealed.slice(0, index) + character + sealed.slice(index + 1)),
    ])
    const opened = [...altered, `${sealed}=`, `${sealed}A`, '', '1.', 'a'.repeat(100)]
      .filter((text) => text !== sealed)
      .filter((text) => {
        try {
          sealer.open(text, 'code')
          return true
        } catch {
          return false
        }
      })
    expect(opened).toEqual([])
  })

  it('refuses a key of another length', () => {
    for (const length of [0, 16, 31, 33]) {
      expect(() => createAesSealer(new Uint8Array(length), random)).toThrow('32 bytes')
    }
  })
})

describe('fingerprints', () => {
  it('are the same for the same secret, context and key alone', () => {
    const fingerprint = sealer.fingerprint('123456', 'attempt-1')
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(sealer.fingerprint('123456', 'attempt-1')).toBe(fingerprint)
    expect(sealer.fingerprint('123457', 'attempt-1')).not.toBe(fingerprint)
    expect(sealer.fingerprint('123456', 'attempt-2')).not.toBe(fingerprint)
    expect(another.fingerprint('123456', 'attempt-1')).not.toBe(fingerprint)
  })

  it('cannot be had by cutting context and secret elsewhere', () => {
    expect(sealer.fingerprint('b', 'a')).not.toBe(sealer.fingerprint('', 'ab'))
    expect(sealer.fingerprint('","', '')).not.toBe(sealer.fingerprint('', '","'))
  })
})
