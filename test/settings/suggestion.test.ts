import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, suggestion } from '../../src/settings/suggestion.ts'

const NAMES = ['PARVIS_PORTAL_ORIGIN', 'PARVIS_CARD_ORIGIN', 'PARVIS_MAIL_SMTP']

describe('a suggestion', () => {
  it('names the nearest known name', () => {
    expect(suggestion('PARVIS_PORTAL_ORGIN', NAMES)).toBe('PARVIS_PORTAL_ORIGIN')
    expect(suggestion('PARVIS_CARD_ORIGINS', NAMES)).toBe('PARVIS_CARD_ORIGIN')
    expect(suggestion('PARVIS_MAIL_STMP', NAMES)).toBe('PARVIS_MAIL_SMTP')
  })

  it('is not made when nothing is near', () => expect(suggestion('PARVIS_ZZZZZZZZZZZZZZZZ', NAMES)).toBeUndefined())
})

describe('the edit distance', () => {
  const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') })

  it.each([
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
  ])('of %s and %s is %d', (from, to, distance) => expect(editDistance(from, to)).toBe(distance))

  it('is a metric', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b) === 0).toBe(a === b)
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
      }),
    )
  })
})
