import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duration } from '../../src/settings/duration.ts'

describe('a duration', () => {
  it.each([
    ['90 s', 90],
    ['90s', 90],
    ['30 min', 1_800],
    ['8 h', 28_800],
    ['2 d', 172_800],
    ['1 h 30 min', 5_400],
    ['1d12h', 129_600],
  ])('%s is %d seconds', (text, seconds) => expect(duration(text)).toEqual({ seconds }))

  it.each(['', '30', 'min', '30 m', '30 minutes', '-5 s', '1.5 h', '0 s', '5 s and more', ' 5 s', '9999999999 s'])(
    '"%s" is none',
    (text) => expect(duration(text)).toBeUndefined(),
  )

  it('adds its parts up, in any order', () => {
    const part = fc.tuple(
      fc.integer({ min: 1, max: 999 }),
      fc.constantFrom(['s', 1], ['min', 60], ['h', 3_600], ['d', 86_400]),
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const text = parts.map(([count, [unit]]) => `${count} ${unit}`).join(' ')
        const seconds = parts.reduce((sum, [count, [, size]]) => sum + count * Number(size), 0)
        expect(duration(text)).toEqual({ seconds })
      }),
    )
  })
})
