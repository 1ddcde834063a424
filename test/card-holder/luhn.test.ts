import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passesLuhn } from '../../src/card-holder/luhn.ts'

const digits = (length: number) => fc.array(fc.nat(9), { minLength: length, maxLength: length })
const withCheckDigit = (payload: readonly number[]) =>
  Array.from({ length: 10 }, (_, digit) => [...payload, digit].join('')).filter(passesLuhn)

describe('Luhn', () => {
  it('holds for the numbers of real enterprises', () => {
    for (const siren of ['434202180', '509608352', '433702479', '481463081', '187512751', '130019540', '732829320'])
      expect([siren, passesLuhn(siren)]).toEqual([siren, true])
    for (const siret of ['48146308100036', '83832482000011', '10000001700010'])
      expect([siret, passesLuhn(siret)]).toEqual([siret, true])
    expect(passesLuhn('73282932000015')).toBe(false)
  })

  it('leaves exactly one check digit to any payload', () => {
    fc.assert(fc.property(digits(8), (payload) => withCheckDigit(payload).length === 1))
  })

  it('finds any single wrong digit', () => {
    fc.assert(
      fc.property(digits(13), fc.nat(13), fc.integer({ min: 1, max: 9 }), (payload, place, shift) => {
        const [right = ''] = withCheckDigit(payload)
        const wrong = Array.from(right, Number)
        wrong[place] = ((wrong[place] ?? 0) + shift) % 10
        expect(passesLuhn(wrong.join(''))).toBe(false)
      }),
    )
  })

  it('finds two neighbours exchanged, unless they are 0 and 9', () => {
    fc.assert(
      fc.property(digits(8), fc.nat(7), (payload, place) => {
        const [right = ''] = withCheckDigit(payload)
        const [left = '', next = ''] = right.slice(place, place + 2)
        fc.pre(left !== next && new Set(['09', '90']).has(left + next) === false)
        expect(passesLuhn(right.slice(0, place) + next + left + right.slice(place + 2))).toBe(false)
      }),
    )
  })
})
