import type { Recipe } from '../recipe.ts'

export const twoEmails: Recipe = {
  name: 'two-emails',
  summary: 'Two addresses in subjectAltName.',
  login: 'accepted',
  change: ({ emails }) => ({ emails: [...emails, 'cabinet.fictif@experts.test'] }),
}
