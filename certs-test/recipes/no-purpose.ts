import type { Recipe } from '../recipe.ts'

export const noPurpose: Recipe = {
  name: 'no-purpose',
  summary: 'No extended key usage: digitalSignature alone allows the login.',
  login: 'accepted',
  change: () => ({ purposes: [] }),
}
