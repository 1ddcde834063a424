import { withValue } from '../name.ts'
import type { Recipe } from '../recipe.ts'

export const hostileName: Recipe = {
  name: 'hostile-name',
  summary: 'Separators, markup, control and direction characters in the name.',
  login: 'review',
  change: ({ subject }) => ({
    subject: withValue(
      withValue(subject, 'CN', 'Camille\n/CN=admin,OU="x"+SN=\\root\u0000<script>alert(1)</script>\u001b[31m\u202e'),
      'GN',
      '=cmd|calc!A1<b>',
    ),
  }),
}
