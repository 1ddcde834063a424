import type { Recipe } from '../recipe.ts'

export const noAlternativeName: Recipe = {
  name: 'no-alternative-name',
  summary: 'No subjectAltName: the certificate gives no address.',
  login: 'accepted',
  change: () => ({ emails: [] }),
}
