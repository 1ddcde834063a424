/** Test cards, found by their name. */
import { join } from 'node:path'
import type { AuthorityId } from './authorities.ts'
import type { CardRecord } from './manifest.ts'
import { PEOPLE, type PersonKey } from './people.ts'
import type { Recipe } from './recipe.ts'
import { RECIPES } from './recipes/all.ts'

/** Password of every `.p12`, and PIN of the tokens made from them. */
export const PIN = '1234'

export interface TestCard {
  readonly name: string
  readonly holder: PersonKey
  /** "Camille FICTIVE". */
  readonly personName: string
  readonly profile: string
  readonly email: string
  /** Name of the recipe; null for a card without particularity. */
  readonly defect: string | null
  readonly summary: string
  readonly login: Recipe['login']
  readonly authority: AuthorityId
  /** Lower-case hexadecimal. */
  readonly serial: string
  /** Of the certificate; lower-case hexadecimal. */
  readonly sha256: string
  readonly pin: string
  readonly p12Path: string
  /** PEM; the certificate alone. */
  readonly certificatePath: string
  /** PEM; PKCS#8, not encrypted. */
  readonly keyPath: string
  /** PEM; certificate, then its authorities without the root: what a TLS client sends. */
  readonly chainPath: string
}

const ORDINARY = { summary: 'A card in order.', login: 'accepted' } as const

export function describeCard(folder: string, record: CardRecord): TestCard {
  const { name, holder, defect, authority, serial, sha256 } = record
  const person = PEOPLE[holder]
  const { summary, login } = RECIPES.find((recipe) => recipe.name === defect) ?? ORDINARY
  const base = join(folder, 'cards', name)
  return {
    name,
    holder,
    personName: `${person.givenName} ${person.surname}`,
    profile: person.profile,
    email: person.email,
    defect,
    summary,
    login,
    authority,
    serial,
    sha256,
    pin: PIN,
    p12Path: `${base}.p12`,
    certificatePath: `${base}.pem`,
    keyPath: `${base}.key.pem`,
    chainPath: `${base}.chain.pem`,
  }
}

/** What a name means when nothing else is said: a person's ordinary card, or the card of a recipe. */
export function cardCalled(name: string): { holder: PersonKey; recipe: Recipe | null } {
  const person = Object.values(PEOPLE).find(({ key }) => key === name)
  if (person !== undefined) return { holder: person.key, recipe: null }
  const recipe = RECIPES.find((candidate) => candidate.name === name)
  if (recipe !== undefined) return { holder: recipe.holder ?? 'expert', recipe }
  throw new Error(`No test card is called "${name}". People: ${EVERY_CARD.join(', ')}.`)
}

export const EVERY_CARD: readonly string[] = [...Object.keys(PEOPLE), ...RECIPES.map(({ name }) => name)]
