import { withValue } from '../name.ts'
import { PEOPLE, testSiret } from '../people.ts'
import type { Recipe } from '../recipe.ts'

export const siret: Recipe = {
  name: 'siret',
  summary: 'Fourteen digits (SIRET) in OU and organizationIdentifier.',
  login: 'accepted',
  change: ({ subject }) => {
    const number = testSiret(PEOPLE.expert.siren)
    return {
      subject: withValue(withValue(subject, 'OU', `0002 ${number}`), 'organizationIdentifier', `NTRFR-${number}`),
    }
  },
}
