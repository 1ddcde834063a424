import { without } from '../name.ts'
import type { Recipe } from '../recipe.ts'

export const noSiren: Recipe = {
  name: 'no-siren',
  summary: 'No number anywhere: neither OU nor organizationIdentifier.',
  login: 'review',
  change: ({ subject }) => ({ subject: without(subject, 'OU', 'organizationIdentifier') }),
}
