import { POLICY } from '../object-identifiers.ts'
import type { Recipe } from '../recipe.ts'

export const softwarePolicy: Recipe = {
  name: 'software-policy',
  summary: 'A file, not a card: software policy and no QcSSCD.',
  login: 'policy',
  change: () => ({ policies: [POLICY.eidSoftware, POLICY.qualifiedPerson], qualified: { onDevice: false } }),
}
