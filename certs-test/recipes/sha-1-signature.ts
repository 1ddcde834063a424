import type { Recipe } from '../recipe.ts'

export const sha1Signature: Recipe = {
  name: 'sha-1-signature',
  summary: 'Signed by its authority with SHA-1.',
  login: 'refused',
  change: () => ({ hash: 'sha1' }),
}
