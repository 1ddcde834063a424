/** What a person should look at before believing what a card says of its holder. It refuses nobody. */
import type { CardHolder } from './card-holder.ts'
import { isMarkedUnreadable } from './readable-text.ts'

/** Whose number an authority writes in its cards: the person's own (S2.9), or that of a ministry or company. */
export type SirenOwner = 'holder' | 'employer'

interface ConcernRule {
  readonly concern: string
  /** For the person who reviews. */
  readonly sentence: string
  applies(holder: CardHolder, sirenOwner: SirenOwner): boolean
}

/** In the order in which they are told. */
const RULES = [
  {
    concern: 'names-missing',
    sentence: 'The certificate gives no surname or no given name: its common name is only a label.',
    applies: ({ names }) => names.surnames.length === 0 || names.givenNames.length === 0,
  },
  {
    concern: 'names-differ',
    sentence: 'The certificate gives several surnames, or several given names, that differ.',
    applies: ({ names }) => names.surnames.length > 1 || names.givenNames.length > 1,
  },
  {
    concern: 'unreadable-name',
    sentence: 'A name holds characters that cannot be shown, or is too long.',
    applies: ({ label, names, organizationNames }) =>
      [label, ...names.surnames, ...names.givenNames, ...organizationNames].some(isMarkedUnreadable),
  },
  {
    concern: 'siren-missing',
    sentence: 'The certificate gives no SIREN, and its authority is known to write one.',
    applies: ({ enterpriseNumbers }, sirenOwner) => sirenOwner === 'holder' && enterpriseNumbers.length === 0,
  },
  {
    concern: 'siren-wrong',
    sentence: 'A number announced as SIREN or SIRET is not one.',
    applies: ({ enterpriseNumbers }) => enterpriseNumbers.some(({ siren }) => siren === undefined),
  },
  {
    concern: 'siren-disagreement',
    sentence: 'Two fields of the certificate give two different SIREN.',
    applies: ({ enterpriseNumbers }) => new Set(enterpriseNumbers.flatMap(({ siren }) => siren ?? [])).size > 1,
  },
  {
    concern: 'organization-not-holder',
    sentence: 'The organization does not carry the surname: the SIREN may be that of a company (forbidden by S2.11).',
    applies: ({ surname, organizationNames }, sirenOwner) =>
      sirenOwner === 'holder' &&
      surname !== undefined &&
      organizationNames.length > 0 &&
      !organizationNames.some((organization) => carries(organization, surname)),
  },
] as const satisfies readonly ConcernRule[]

export type Concern = (typeof RULES)[number]['concern']

export const CONCERNS: Readonly<Record<Concern, string>> = Object.fromEntries(
  RULES.map(({ concern, sentence }) => [concern, sentence]),
) as Record<Concern, string>

/** @returns what to look at, most basic first; empty when nothing is odd. */
export const concernsAbout = (holder: CardHolder, sirenOwner: SirenOwner): readonly Concern[] =>
  RULES.filter((rule: ConcernRule) => rule.applies(holder, sirenOwner)).map(({ concern }) => concern)

/** Every word of the surname among the words of the organization, accents and case aside. */
function carries(organization: string, surname: string): boolean {
  const words = new Set(wordsOf(organization))
  return wordsOf(surname).every((word) => words.has(word))
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
