/** The lawyers' directory of the demo. Nobody exists; the addresses end in `.test` (RFC 2606). */
import { type Lawyer, wordsOf } from '../../directory/lawyers.ts'

const GIVEN_NAMES = ['Adèle', 'Basile', 'Chloé', 'Désiré', 'Élise', 'Firmin', 'Gaëlle', 'Hervé', 'Inès', 'Joël']
const SURNAMES = [
  'APOCRYPHE',
  'BÉVUE',
  "D'ILLUSION",
  'FICTIF',
  'LEURRE',
  'MIRAGE',
  'PASTICHE',
  'SIMILI',
  'TROMPE-L’ŒIL',
]
const BARS = ['Bourges', 'Évreux', 'Lyon', 'Paris', 'Versailles']

/** Every surname with every given name, each at one bar. */
export const demoLawyers = (): readonly Lawyer[] =>
  SURNAMES.flatMap((surname, row) =>
    GIVEN_NAMES.map((givenNames, column) => ({
      surname,
      givenNames,
      bar: BARS[(row + column) % BARS.length] ?? '',
      email: `${wordsOf(givenNames).join('-')}.${wordsOf(surname).join('-')}@avocats.test`,
      phone: undefined,
    })),
  )
