import { withValue } from '../name.ts'
import { COMPANY_SIREN } from '../people.ts'
import type { Recipe } from '../recipe.ts'

export const companySiren: Recipe = {
  name: 'company-siren',
  summary: "Carries the SIREN and the name of a company instead of the holder's own.",
  login: 'review',
  change: ({ subject }) => {
    const named = withValue(subject, 'O', 'Compagnie imaginaire des experts (essai)')
    const numbered = withValue(named, 'OU', `0002 ${COMPANY_SIREN}`)
    return { subject: withValue(numbered, 'organizationIdentifier', `NTRFR-${COMPANY_SIREN}`) }
  },
}
