import type { Recipe } from '../recipe.ts'

export const notYetValid: Recipe = {
  name: 'not-yet-valid',
  summary: 'Its validity starts in two years.',
  login: 'refused',
  change: () => ({ validity: { fromDays: 2 * 365, toDays: 5 * 365 } }),
}
