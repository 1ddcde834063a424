import { without, withValue } from '../name.ts'
import type { Recipe } from '../recipe.ts'

export const noNames: Recipe = {
  name: 'no-names',
  summary: 'No surname and no given name: only a common name, which is a label.',
  login: 'review',
  change: ({ subject }) => ({ subject: withValue(without(subject, 'SN', 'GN'), 'CN', 'Test00233 ExpertV3') }),
}
