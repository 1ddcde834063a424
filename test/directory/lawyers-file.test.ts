import { describe, expect, it } from 'vitest'
import { MOST_LAWYERS, readLawyers } from '../../src/directory/lawyers-file.ts'
import { parseEmailAddress } from '../../src/mail/address.ts'

const isEmail = (text: string) => parseEmailAddress(text).ok
const read = (text: string) => readLawyers(text, isEmail)
const mistakesOf = (text: string) => {
  const outcome = read(text)
  return outcome.ok ? [] : outcome.failure.data['mistakes']
}

const HEADER = 'Nom;Prénoms;Barreau;Email;Téléphone'

describe('the file of lawyers', () => {
  it('is read whole, with a byte order mark, accents and columns in any order', () => {
    expect(read('\uFEFFBarreau;NOM;prenoms;Toque\nParis;Durand;Zoé Anne;P1234\nLyon; Œuvrard ;Noël;\n')).toEqual({
      ok: true,
      value: [
        { surname: 'Durand', givenNames: 'Zoé Anne', bar: 'Paris', email: undefined, phone: undefined },
        { surname: 'Œuvrard', givenNames: 'Noël', bar: 'Lyon', email: undefined, phone: undefined },
      ],
    })
  })

  it('keeps addresses and telephones as written', () => {
    expect(read(`${HEADER}\nDurand;Zoé;Paris;zoe@cabinet.test;01 99 00 00 00`)).toMatchObject({
      value: [{ email: 'zoe@cabinet.test', phone: '01 99 00 00 00' }],
    })
  })

  it.each([
    ['no line at all', '', ['there is no lawyer in it']],
    ['a first line only', HEADER, ['there is no lawyer in it']],
    ['a column missing', 'nom;prenoms\nDurand;Zoé', ['line 1: there is no column « barreau »']],
    ['a column twice', 'nom;surname;prenoms;barreau\na;b;c;d', ['line 1: two columns mean the same']],
    ['a field too few', `${HEADER}\nDurand;Zoé;Paris`, ['line 2: 3 fields, where the first line has 5']],
    ['an empty name and bar', `${HEADER}\n;Zoé;;;`, ['line 2: « nom » is empty', 'line 2: « barreau » is empty']],
    ['an address that is none', `${HEADER}\nDurand;Zoé;Paris;zoe@;`, ['line 2: « email » is not one plain address']],
    ['two addresses', `${HEADER}\nDurand;Zoé;Paris;a@b.fr, c@d.fr;`, ['line 2: « email » is not one plain address']],
    ['a telephone that is none', `${HEADER}\nDurand;Zoé;Paris;;=1+1`, ['line 2: « telephone » is no telephone number']],
    [
      'an escape sequence',
      `${HEADER}\nDu\u001b[31mrand;Zoé;Paris;;`,
      ['line 2: « nom » is too long or holds control characters'],
    ],
    ['a line twice', `${HEADER}\nDurand;Zoé;Paris;;\n\nDurand;Zoé;Paris;;`, ['line 4: the same as line 2']],
    ['a quote never closed', `${HEADER}\nDurand;Zoé;"Paris;;\n`, ['line 2: a quote is opened and never closed']],
  ])('with %s is refused by line', (_, text, mistakes) => {
    expect(mistakesOf(text)).toEqual(mistakes)
  })

  it('tells every mistake at once, the first hundred', () => {
    const lines = Array.from({ length: 150 }, (_, index) => `Durand ${index};Zoé;;;`)
    const mistakes = mistakesOf([HEADER, ...lines].join('\n')) as string[]
    expect(mistakes).toHaveLength(101)
    expect(mistakes[99]).toBe('line 101: « barreau » is empty')
    expect(mistakes[100]).toBe('and 50 more mistakes')
  })

  it('two homonyms of one bar are two lawyers when something tells them apart', () => {
    expect(read(`${HEADER}\nDurand;Zoé;Paris;a@b.fr;\nDurand;Zoé;Paris;c@d.fr;`)).toMatchObject({ ok: true })
  })

  it(`ends at ${MOST_LAWYERS} lawyers`, () => {
    const lines = Array.from({ length: MOST_LAWYERS + 1 }, (_, index) => `D${index};Z;P;;`)
    expect(mistakesOf([HEADER, ...lines].join('\n'))).toEqual([
      `line ${MOST_LAWYERS + 2}: more than ${MOST_LAWYERS} lawyers`,
    ])
  })
})
