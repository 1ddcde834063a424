import { withValue } from '../name.ts'
import { PEOPLE } from '../people.ts'
import type { Recipe } from '../recipe.ts'

export const nationalScheme: Recipe = {
  name: 'national-scheme',
  summary: 'organizationIdentifier in a national form (IDFR-), as other French issuers write it.',
  login: 'accepted',
  change: ({ subject }) => ({ subject: withValue(subject, 'organizationIdentifier', `IDFR-${PEOPLE.expert.siren}`) }),
}
