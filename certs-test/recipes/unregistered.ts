import type { Recipe } from '../recipe.ts'

export const unregistered: Recipe = {
  name: 'unregistered',
  summary: "Signed with the authority's key but absent from its register: OCSP says unknown.",
  login: 'refused',
  change: () => ({ registered: false }),
}
