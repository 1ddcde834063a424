import type { Recipe } from '../recipe.ts'

export const severalOrganizationalUnits: Recipe = {
  name: 'several-ou',
  summary: 'Three organizational units; the number is in the second.',
  login: 'accepted',
  change: ({ subject }) => ({
    subject: subject.flatMap((part) =>
      part[0] === 'OU' ? ([['OU', 'Pôle essais'], part, ['OU', 'Section 0002']] as const) : [part],
    ),
  }),
}
