import type { Recipe } from '../recipe.ts'

export const noPolicy: Recipe = {
  name: 'no-policy',
  summary: 'No certificate policies at all.',
  login: 'policy',
  change: () => ({ policies: [] }),
}
