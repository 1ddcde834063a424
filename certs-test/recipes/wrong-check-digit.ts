import { withValue } from '../name.ts'
import type { Recipe } from '../recipe.ts'

export const wrongCheckDigit: Recipe = {
  name: 'wrong-check-digit',
  summary: 'A nine-digit number that Luhn refuses, in OU and organizationIdentifier.',
  login: 'review',
  change: ({ subject }) => {
    const numbered = withValue(subject, 'OU', '0002 000001011')
    return { subject: withValue(numbered, 'organizationIdentifier', 'NTRFR-000001011') }
  },
}
