import type { Recipe } from '../recipe.ts'

export const renewed: Recipe = {
  name: 'renewed',
  summary: "The expert's next card: same person, new key, new serial number.",
  login: 'accepted',
  change: () => ({ validity: { fromDays: -1, toDays: 3 * 365 } }),
}
