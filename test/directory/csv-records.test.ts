import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecords, separatorOf } from '../../src/directory/csv-records.ts'

const read = (text: string) => [...csvRecords(text, separatorOf(text))]
const fieldsOf = (text: string) => read(text).map((record) => ('fields' in record ? record.fields : record.mistake))

describe('records of a CSV file (RFC 4180 §2)', () => {
  it.each([
    ['one line', 'a;b', [['a', 'b']]],
    [
      'two lines, either ending, last one or none',
      'a;b\r\nc;d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty fields',
      ';\n;x',
      [
        ['', ''],
        ['', 'x'],
      ],
    ],
    ['empty lines left out', '\n\na;b\n\r\n', [['a', 'b']]],
    ['quotes around separators, line ends and quotes', '"a;b";"c""d";"e\nf"', [['a;b', 'c"d', 'e\nf']]],
    ['an empty quoted field', '"";x', [['', 'x']]],
    ['a comma inside a file with semicolons', 'a,b;c', [['a,b', 'c']]],
    ['tabs', 'a\tb', [['a', 'b']]],
    ['a lone carriage return inside a field', 'a\rb;c', [['a\rb', 'c']]],
    ['an unclosed quote', 'a;"b\nc;d', ['unclosed-quote']],
    ['text behind a quote', '"a"b;c\nd;e', ['text-after-quote', ['d', 'e']]],
    ['a quote inside a plain field', 'a"b;c\nd;e', ['quote-in-field', ['d', 'e']]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(fieldsOf(text)).toEqual(expected)
  })

  it('says on which line each begins, quoted line ends counted', () => {
    expect(read('a;b\n"c\nd";e\n\nf;g').map(({ line }) => line)).toEqual([1, 2, 5])
  })

  it('reads back whatever is written by the rule', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', ';', ',', '"', '\n', '\r', ' ', '\t'), maxLength: 8 })
    const write = (records: readonly (readonly string[])[]) =>
      records.map((fields) => fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(';')).join('\r\n')
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (records) => {
          expect([...csvRecords(write(records), ';')].map((record) => 'fields' in record && record.fields)).toEqual(
            records,
          )
        },
      ),
    )
  })

  it('ends on whatever it is given, in time that grows with the length', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ';', '\n', '\r', 'x'), maxLength: 200 }), (text) => {
        expect(read(text).length).toBeLessThanOrEqual(text.length)
      }),
    )
    expect(read('"'.repeat(400_001))).toHaveLength(1)
  })
})
