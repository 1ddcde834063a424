/** « Annuaire des Avocats » (S1.48, S1.49): searched by the words of a name and by bar, replaced as a whole. */

export interface Lawyer {
  readonly surname: string
  readonly givenNames: string
  readonly bar: string
  readonly email: string | undefined
  readonly phone: string | undefined
}

export interface LawyerSearch {
  /** As {@link wordsOf} gives them: each must begin a word of the name; one letter alone must be the word. */
  readonly words: readonly string[]
  /** As written in the directory; undefined for every bar. */
  readonly bar: string | undefined
}

export interface FoundLawyers {
  /** Of all pages. */
  readonly found: number
  readonly lawyers: readonly Lawyer[]
}

export interface LawyerDirectory {
  search(search: LawyerSearch, offset: number, limit: number): Promise<FoundLawyers>
  /** In alphabetical order. */
  bars(): Promise<readonly string[]>
  /** Readers see the former edition until the new one is there as a whole. */
  replace(editionId: string, lawyers: readonly Lawyer[], at: number): Promise<void>
}

const MOST_WORDS = 6
const LONGEST_SEARCH = 120

/** Letters that do not come apart into a plain one and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'n' },
}

/** Words of a to z and 0 to 9, without accents, in lower case: « Hélène d'ORSAY » gives helene, d, orsay. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\P{ASCII}/gu, (letter) => LETTERS[letter] ?? letter)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

export const wordsOfName = ({ surname, givenNames }: Lawyer): readonly string[] => wordsOf(`${surname} ${givenNames}`)

/**
 * @param word as {@link wordsOf} gives it.
 * @returns the first word after all those that a search for `word` finds, or undefined when there is none.
 */
export function endOfRange(word: string): string | undefined {
  if (word.length === 1) return `${word}0`
  const kept = word.replace(/z+$/, '')
  const last = kept.at(-1)
  if (last === undefined) return undefined
  return kept.slice(0, -1) + (last === '9' ? 'a' : String.fromCharCode(last.charCodeAt(0) + 1))
}

/** What somebody typed, within a budget. */
export const readSearch = (name: string, bar: string): LawyerSearch => ({
  words: wordsOf(name.slice(0, LONGEST_SEARCH)).slice(0, MOST_WORDS),
  bar: bar === '' ? undefined : bar,
})

/** Alphabetical by name, whatever the engine's own idea of order. */
export const inOrder = (lawyers: readonly Lawyer[]): readonly Lawyer[] =>
  lawyers
    .map((lawyer) => ({ lawyer, key: wordsOfName(lawyer).join(' ') }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ lawyer }) => lawyer)
