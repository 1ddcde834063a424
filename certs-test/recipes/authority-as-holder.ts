import type { Recipe } from '../recipe.ts'

export const authorityAsHolder: Recipe = {
  name: 'authority-as-holder',
  summary: "A CA certificate used as if it were a person's.",
  login: 'refused',
  change: () => ({ isAuthority: true, keyUsage: ['digitalSignature', 'keyCertSign'] }),
}
