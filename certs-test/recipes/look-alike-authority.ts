import type { Recipe } from '../recipe.ts'

export const lookAlikeAuthority: Recipe = {
  name: 'look-alike-authority',
  summary: 'Issued by an impostor with the name and the key identifier of the real authority, and another key.',
  login: 'refused',
  change: () => ({ authority: 'look-alike-user' }),
}
