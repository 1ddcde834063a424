/** RFC 4180 §2: records of fields, some in quotes; here with the line on which each begins, and what is wrong with it. */
export interface CsvRecord {
  /** Counted from 1, as editors do. */
  readonly line: number
  readonly fields: readonly string[]
}

export interface CsvMistake {
  readonly line: number
  readonly mistake: 'unclosed-quote' | 'text-after-quote' | 'quote-in-field'
}

export type Separator = ';' | ',' | '\t'

/** Whichever stands in the first line outside quotes most often: spreadsheets in French write semicolons. */
export function separatorOf(text: string): Separator {
  const [firstLine = ''] = text.replaceAll(/"[^"]*"/g, '').split(/\r?\n/, 1)
  const count = (separator: Separator) => firstLine.split(separator).length
  return ([';', ',', '\t'] as const).reduce((best, each) => (count(each) > count(best) ? each : best))
}

/** Lines without anything are left out. Generated one by one, so that a long file is never there twice. */
export function* csvRecords(text: string, separator: Separator): Generator<CsvRecord | CsvMistake> {
  let position = 0
  let line = 1
  while (position < text.length) {
    const startedOn = line
    const fields: string[] = []
    let mistake: CsvMistake['mistake'] | undefined
    for (;;) {
      const field = text[position] === '"' ? quoted() : plain()
      fields.push(field)
      if (text[position] !== separator) break
      position += 1
    }
    if (position < text.length) {
      position += text.startsWith('\r\n', position) ? 2 : 1
      line += 1
    }
    if (mistake !== undefined) yield { line: startedOn, mistake }
    else if (fields.length > 1 || fields[0] !== '') yield { line: startedOn, fields }

    function quoted(): string {
      let value = ''
      for (position += 1; position < text.length; position += 1) {
        const character = text.charAt(position)
        if (character === '\n') line += 1
        if (character !== '"') {
          value += character
        } else if (text[position + 1] === '"') {
          value += '"'
          position += 1
        } else {
          position += 1
          if (plain() !== '') mistake ??= 'text-after-quote'
          return value
        }
      }
      mistake ??= 'unclosed-quote'
      return value
    }

    function plain(): string {
      const start = position
      while (position < text.length && !endsField(text.charAt(position))) position += 1
      const value = text.slice(start, position)
      if (value.includes('"')) mistake ??= 'quote-in-field'
      return value
    }
  }

  function endsField(character: string): boolean {
    return character === separator || character === '\n' || (character === '\r' && text[position + 1] === '\n')
  }
}
