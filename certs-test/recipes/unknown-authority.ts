import type { Recipe } from '../recipe.ts'

export const unknownAuthority: Recipe = {
  name: 'unknown-authority',
  summary: 'Issued by an authority that nobody trusts.',
  login: 'refused',
  change: () => ({ authority: 'unknown-authority' }),
}
