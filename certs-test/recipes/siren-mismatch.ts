import { withValue } from '../name.ts'
import { testSiren } from '../people.ts'
import type { Recipe } from '../recipe.ts'

export const sirenMismatch: Recipe = {
  name: 'siren-mismatch',
  summary: 'OU and organizationIdentifier give two different SIREN.',
  login: 'review',
  change: ({ subject }) => ({ subject: withValue(subject, 'organizationIdentifier', `NTRFR-${testSiren(404)}`) }),
}
