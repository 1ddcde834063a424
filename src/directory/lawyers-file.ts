/** The CSV file that the directory is replaced from: all its mistakes by line, or all its lawyers. */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { type CsvMistake, csvRecords, separatorOf } from './csv-records.ts'
import { type Lawyer, wordsOf } from './lawyers.ts'

export const lawyersRefused = defineFailure<{ mistakes: readonly string[] }>(
  'directory.lawyers-refused',
  'invalid-input',
  'The file of lawyers has mistakes: nothing of it was imported.',
)

export const MOST_LAWYERS = 200_000
const LONGEST_FIELD = 200
const MISTAKES_SHOWN = 100
/** As people write them: digits, spaces, dots, brackets. */
const PHONE = /^\+?[\d\s().-]{6,30}$/

/** What a column may be called, without accents, in lower case. */
const COLUMNS = {
  surname: ['nom', 'nom de famille', 'surname'],
  givenNames: ['prenom', 'prenoms', 'given names', 'first name'],
  bar: ['barreau', 'bar'],
  email: ['email', 'e mail', 'adresse email', 'courriel', 'mail'],
  phone: ['telephone', 'tel', 'phone'],
} as const
type Column = keyof typeof COLUMNS
const MANDATORY = ['surname', 'givenNames', 'bar'] as const satisfies Column[]

const WORDS: Readonly<Record<CsvMistake['mistake'], string>> = {
  'unclosed-quote': 'a quote is opened and never closed',
  'text-after-quote': 'something stands between a closing quote and the next field',
  'quote-in-field': 'a field that holds a quote must stand in quotes',
}

/** @param isEmail whether a text is one plain address. */
export function readLawyers(text: string, isEmail: (address: string) => boolean): Outcome<readonly Lawyer[]> {
  const lawyers: Lawyer[] = []
  const mistakes: string[] = []
  const seenOn = new Map<string, number>()
  let columns: readonly (Column | undefined)[] | undefined

  for (const record of csvRecords(text.replace(/^\uFEFF/, ''), separatorOf(text))) {
    const say = (mistake: string) => mistakes.push(`line ${record.line}: ${mistake}`)
    if ('mistake' in record) {
      say(WORDS[record.mistake])
    } else if (columns === undefined) {
      columns = record.fields.map(columnOf)
      for (const each of MANDATORY) if (!columns.includes(each)) say(`there is no column « ${COLUMNS[each][0]} »`)
      if (new Set(columns.filter(Boolean)).size < columns.filter(Boolean).length) say('two columns mean the same')
      if (mistakes.length > 0) break
    } else if (lawyers.length === MOST_LAWYERS) {
      say(`more than ${MOST_LAWYERS} lawyers`)
      break
    } else {
      const lawyer = readRecord(record.fields, columns, isEmail, say)
      if (lawyer === undefined) continue
      const key = JSON.stringify(lawyer)
      const first = seenOn.get(key)
      if (first === undefined) seenOn.set(key, record.line)
      else say(`the same as line ${first}`)
      lawyers.push(lawyer)
    }
  }
  if (mistakes.length === 0 && lawyers.length === 0) mistakes.push('there is no lawyer in it')
  if (mistakes.length === 0) return succeed(lawyers)
  const more = mistakes.length - MISTAKES_SHOWN
  return fail(
    lawyersRefused({
      mistakes: [...mistakes.slice(0, MISTAKES_SHOWN), ...(more > 0 ? [`and ${more} more mistakes`] : [])],
    }),
  )
}

const columnOf = (title: string): Column | undefined => {
  const name = wordsOf(title).join(' ')
  return (Object.keys(COLUMNS) as Column[]).find((column) => (COLUMNS[column] as readonly string[]).includes(name))
}

function readRecord(
  fields: readonly string[],
  columns: readonly (Column | undefined)[],
  isEmail: (address: string) => boolean,
  say: (mistake: string) => void,
): Lawyer | undefined {
  if (fields.length !== columns.length) {
    say(`${fields.length} fields, where the first line has ${columns.length}`)
    return undefined
  }
  const text = (column: Column) => (fields[columns.indexOf(column)] ?? '').normalize('NFC').trim()
  const faults = [
    ...MANDATORY.filter((column) => text(column) === '').map((column) => `« ${COLUMNS[column][0]} » is empty`),
    ...(Object.keys(COLUMNS) as Column[])
      .filter((column) => text(column).length > LONGEST_FIELD || /[\p{Cc}\p{Cf}]/u.test(text(column)))
      .map((column) => `« ${COLUMNS[column][0]} » is too long or holds control characters`),
    ...(text('email') === '' || isEmail(text('email')) ? [] : ['« email » is not one plain address']),
    ...(text('phone') === '' || PHONE.test(text('phone')) ? [] : ['« telephone » is no telephone number']),
  ]
  for (const fault of faults) say(fault)
  if (faults.length > 0) return undefined
  return {
    surname: text('surname'),
    givenNames: text('givenNames'),
    bar: text('bar'),
    email: text('email') || undefined,
    phone: text('phone') || undefined,
  }
}
