import { POLICY } from '../object-identifiers.ts'
import type { Recipe } from '../recipe.ts'

export const signatureOnly: Recipe = {
  name: 'signature-only',
  summary: 'The other certificate of the card: it signs documents and does not authenticate.',
  login: 'refused',
  change: () => ({
    keyUsage: ['nonRepudiation'],
    purposes: [],
    policies: [POLICY.eidHardwareSignature, POLICY.qualifiedPersonOnDevice],
  }),
}
