import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfRange, readSearch, wordsOf } from '../../src/directory/lawyers.ts'

describe('words of a name', () => {
  it.each([
    ["Hélène d'ORSAY-LŒWE", ['helene', 'd', 'orsay', 'loewe']],
    ['  Ægir   Ødegård ', ['aegir', 'odegard']],
    ['Straße', ['strasse']],
    ['ﬁn Ⅻ', ['fin', 'xii']],
    ['Łukasz Đurić', ['lukasz', 'duric']],
    ['Иван', []],
    ['', []],
    ['%_\'"; drop table lawyer', ['drop', 'table', 'lawyer']],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it('of what is typed stay within a budget', () => {
    expect(readSearch('a '.repeat(1000), '').words).toHaveLength(6)
    expect(readSearch('x'.repeat(1000), 'Paris')).toEqual({ words: ['x'.repeat(120)], bar: 'Paris' })
  })
})

describe('the range of words that begin alike', () => {
  const word = fc.string({ unit: fc.constantFrom(...'019abyz'), minLength: 1, maxLength: 6 })
  it('holds those that do, and no other', () => {
    fc.assert(
      fc.property(
        word.filter((each) => each.length > 1),
        word,
        (wanted, other) => {
          const end = endOfRange(wanted)
          const inside = other >= wanted && (end === undefined || other < end)
          expect(inside).toBe(other.startsWith(wanted))
        },
      ),
    )
  })
  it('of one letter is that word alone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'09az'), word, (wanted, other) => {
        expect(other >= wanted && other < (endOfRange(wanted) ?? '~')).toBe(other === wanted)
      }),
    )
  })
})
