import type { Recipe } from '../recipe.ts'

export const longKeyIdentifier: Recipe = {
  name: 'long-key-identifier',
  summary: 'A key identifier of 20 bytes instead of 8.',
  login: 'accepted',
  change: () => ({ keyIdentifier: 'sha-1' }),
}
