import type { Recipe } from '../recipe.ts'

export const rsa1024: Recipe = {
  name: 'rsa-1024',
  summary: 'A 1024-bit RSA key.',
  login: 'refused',
  change: () => ({ key: 'rsa-1024' }),
}
