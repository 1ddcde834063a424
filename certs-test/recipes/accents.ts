import { withValue } from '../name.ts'
import type { Recipe } from '../recipe.ts'

export const accents: Recipe = {
  name: 'accents',
  summary: 'Accents, an apostrophe and a double name; UTF8String throughout.',
  login: 'accepted',
  change: ({ subject }) => {
    const named = withValue(withValue(subject, 'SN', "D'HÉROUVILLE-ÇATALÇA"), 'GN', 'Zoë-Éloïse')
    const labelled = withValue(named, 'CN', "Zoë-Éloïse D'HÉROUVILLE-ÇATALÇA")
    return { subject: withValue(labelled, 'O', "Zoë-Éloïse D'HÉROUVILLE-ÇATALÇA"), strings: 'utf8' }
  },
}
