import { POLICY } from '../object-identifiers.ts'
import type { Recipe } from '../recipe.ts'

export const authenticationOnly: Recipe = {
  name: 'authentication-only',
  summary: 'Authenticates and does not sign; not qualified, on a device (NCP+).',
  login: 'accepted',
  change: () => ({ keyUsage: ['digitalSignature'], policies: [POLICY.normalisedPlus], qualified: null }),
}
