import type { CardBlueprint } from './card-blueprint.ts'
import type { PersonKey } from './people.ts'

export interface Recipe {
  /** Also the name of the card; the file is named after it. */
  readonly name: string
  /** One sentence: what is particular about the card. */
  readonly summary: string
  /**
   * What login owes it: `accepted`, `refused` whatever the operator wants, `review` (let in, flagged for a person to
   * look at), or `policy` (the operator's trust store decides).
   */
  readonly login: 'accepted' | 'review' | 'policy' | 'refused'
  /** Whose card is changed; the expert's when absent. */
  readonly holder?: PersonKey
  readonly change: (standard: CardBlueprint) => Partial<CardBlueprint>
}
