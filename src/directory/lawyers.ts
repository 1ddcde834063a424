/** « Annuaire des Avocats » (S1.48, S1.49): searched by the words of a name and by bar, replaced as a whole. */

export interface Lawyer {
  readonly surname: string
  readonly givenNames: string
  readonly bar: string
  readonly email: string | undefined
  readonly phone: string | undefined
}

export interface LawyerSearch {
  /** As {@link wordsOf} gives them: each must begin a word of the name. */
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

/** Words without accents, in lower case: « Hélène d'ORSAY » gives helene, d, orsay. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** What somebody typed, within a budget. */
export const readSearch = (name: string, bar: string): LawyerSearch => ({
  words: wordsOf(name.slice(0, LONGEST_SEARCH)).slice(0, MOST_WORDS),
  bar: bar === '' ? undefined : bar,
})

const keyOf = ({ surname, givenNames }: Lawyer): string => wordsOf(`${surname} ${givenNames}`).join(' ')

/** Alphabetical by name, whatever the engine's own idea of order. */
export const inOrder = (lawyers: readonly Lawyer[]): readonly Lawyer[] =>
  lawyers
    .map((lawyer) => ({ lawyer, key: keyOf(lawyer) }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ lawyer }) => lawyer)
