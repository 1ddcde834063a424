import type { Recipe } from '../recipe.ts'

export const revoked: Recipe = {
  name: 'revoked',
  summary: 'Revoked: its holder declared the key compromised.',
  login: 'refused',
  change: () => ({ revoked: 'keyCompromise' }),
}
