import type { Recipe } from '../recipe.ts'

export const unknownCritical: Recipe = {
  name: 'unknown-critical',
  summary: 'A critical extension that no one knows.',
  login: 'refused',
  change: () => ({ unknownCriticalExtension: '2.999.1' }),
}
