import { withValue } from '../name.ts'
import { testSiren } from '../people.ts'
import type { Recipe } from '../recipe.ts'

export const homonym: Recipe = {
  name: 'homonym',
  summary: "Another person with the expert's names; SIREN and serialNumber differ.",
  login: 'accepted',
  change: ({ subject }) => {
    const siren = testSiren(777)
    const numbered = withValue(withValue(subject, 'OU', `0002 ${siren}`), 'organizationIdentifier', `NTRFR-${siren}`)
    return {
      subject: withValue(numbered, 'serialNumber', 'ESSAI-000777'),
      emails: ['c.fictive@homonymes.test'],
    }
  },
}
