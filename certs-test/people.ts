/**
 * The people of the demo and of the tests. None exists; their SIREN are right by Luhn and start with 0000,
 * where we know of no company; their addresses end in `.test`, which RFC 2606 keeps out of the Internet.
 */

export type PersonKey = 'expert' | 'co-expert' | 'magistrate' | 'clerk' | 'sapiteur'

export interface Person {
  readonly key: PersonKey
  readonly givenName: string
  readonly surname: string
  readonly email: string
  /** The profile that Parvis gives the person. */
  readonly profile: 'expert' | 'co-expert' | 'magistrat-greffier' | 'sapiteur'
  readonly title: string
  /** Of the person; for the ministry's agents, of the ministry. */
  readonly siren: string
  /** Subject serialNumber: what separates homonyms. */
  readonly serialNumber: string
}

/** Nine digits, the last one making the Luhn sum a multiple of ten. */
export function testSiren(number: number): string {
  const payload = String(number).padStart(8, '0')
  return `${payload}${luhnCheckDigit(payload)}`
}

/** Fourteen digits: the SIREN, an establishment and its check digit. */
export function testSiret(siren: string, establishment = 1): string {
  const payload = `${siren}${String(establishment).padStart(4, '0')}`
  return `${payload}${luhnCheckDigit(payload)}`
}

function luhnCheckDigit(payload: string): number {
  const sum = Array.from(payload, Number)
    .reverse()
    .reduce((total, digit, index) => {
      const value = digit * (index % 2 === 0 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return (10 - (sum % 10)) % 10
}

export const MINISTRY_SIREN = testSiren(9001)
export const CERTEUROPE_SIREN = testSiren(9002)
export const COMPANY_SIREN = testSiren(9003)

export const PEOPLE: Readonly<Record<PersonKey, Person>> = {
  expert: {
    key: 'expert',
    givenName: 'Camille',
    surname: 'FICTIVE',
    email: 'camille.fictive@experts.test',
    profile: 'expert',
    title: 'Expert judiciaire',
    siren: testSiren(101),
    serialNumber: 'ESSAI-000101',
  },
  'co-expert': {
    key: 'co-expert',
    givenName: 'Dominique',
    surname: 'EXEMPLE',
    email: 'dominique.exemple@experts.test',
    profile: 'co-expert',
    title: 'Expert judiciaire',
    siren: testSiren(102),
    serialNumber: 'ESSAI-000102',
  },
  magistrate: {
    key: 'magistrate',
    givenName: 'Éléonore',
    surname: "D'ESSAI",
    email: 'eleonore.dessai@justice.test',
    profile: 'magistrat-greffier',
    title: 'Magistrat',
    siren: MINISTRY_SIREN,
    serialNumber: 'ESSAI-000103',
  },
  clerk: {
    key: 'clerk',
    givenName: 'Gwenaël',
    surname: 'MODÈLE',
    email: 'gwenael.modele@justice.test',
    profile: 'magistrat-greffier',
    title: 'Greffier',
    siren: MINISTRY_SIREN,
    serialNumber: 'ESSAI-000104',
  },
  sapiteur: {
    key: 'sapiteur',
    givenName: 'Maxime',
    surname: 'SPECIMEN-TEST',
    email: 'maxime.specimen-test@sapiteurs.test',
    profile: 'sapiteur',
    title: 'Sapiteur',
    siren: testSiren(105),
    serialNumber: 'ESSAI-000105',
  },
}
