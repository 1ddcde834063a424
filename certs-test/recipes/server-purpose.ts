import type { Recipe } from '../recipe.ts'

export const serverPurpose: Recipe = {
  name: 'server-purpose',
  summary: 'Made for a web server: its only extended usage is serverAuth.',
  login: 'refused',
  change: () => ({ purposes: ['serverAuth'] }),
}
