import type { Recipe } from '../recipe.ts'

export const p256: Recipe = {
  name: 'p-256',
  summary: 'A key on the curve P-256.',
  login: 'accepted',
  change: () => ({ key: 'p-256' }),
}
