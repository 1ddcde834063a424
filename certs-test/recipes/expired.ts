import type { Recipe } from '../recipe.ts'

export const expired: Recipe = {
  name: 'expired',
  summary: 'Its validity ended a month ago.',
  login: 'refused',
  change: () => ({ validity: { fromDays: -3 * 365 - 30, toDays: -30 } }),
}
