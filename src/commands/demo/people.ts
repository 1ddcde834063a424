/** Who comes by e-mail in the demo. Nobody exists; the addresses end in `.test`, which leads nowhere (RFC 2606). */
import type { Compagnie } from '../../people/compagnie.ts'
import type { CivilStatus } from '../../people/personal-account.ts'
import type { Profile } from '../../people/profile.ts'

export interface EmailPerson {
  readonly key: string
  readonly givenNames: string
  readonly surname: string
  readonly email: string
  readonly profile: Profile
  /** References of the cases invited to, the last one being the entry (S1.30). */
  readonly cases: readonly string[]
  /** `temporary`: as in the second mail of an invitation, to be changed at the first login. */
  readonly password: 'chosen' | 'temporary'
  readonly status: 'active' | 'inactive'
  /** `outdated`: given before the operator's cut-off (S1.14), it waits to be regenerated. */
  readonly access?: 'outdated'
  /** Of a candidate for a public office. */
  readonly civilStatus?: CivilStatus
}

export const CASES = [
  { reference: '26/00417', title: 'Désordres affectant une toiture', court: "Cour d'appel de Bourges" },
  { reference: '24/00108', title: "Fissures d'une école", court: "Cour d'appel de Bourges" },
  { reference: '26/00532', title: 'Infiltrations dans un parc de stationnement', court: "Cour d'appel de Versailles" },
] as const

/** Invented, with a number that no enterprise has. */
export const COMPAGNIES: readonly Compagnie[] = [
  {
    id: 'demonstration',
    name: 'Compagnie des experts de démonstration',
    siren: '000000018',
    president: {
      name: 'Maxime FICTIF',
      address: ['Compagnie des experts de démonstration', "1, place de l'Exemple", '00000 NULLE-PART'],
    },
  },
]

const [ROOF, SCHOOL, CAR_PARK] = [CASES[0].reference, CASES[1].reference, CASES[2].reference]

export const EMAIL_PEOPLE: readonly EmailPerson[] = [
  {
    key: 'partie',
    givenNames: 'Alix',
    surname: 'IMAGINAIRE',
    email: 'alix.imaginaire@parties.test',
    profile: 'intervenant-de-partie',
    cases: [ROOF],
    password: 'chosen',
    status: 'active',
  },
  {
    key: 'partie-plusieurs-dossiers',
    givenNames: 'Charlie',
    surname: 'PRÉTENDU',
    email: 'charlie.pretendu@parties.test',
    profile: 'intervenant-de-partie',
    cases: [ROOF, CAR_PARK],
    password: 'chosen',
    status: 'active',
  },
  {
    key: 'partie-nouvelle',
    givenNames: 'Noa',
    surname: 'SUPPOSÉ',
    email: 'noa.suppose@parties.test',
    profile: 'intervenant-de-partie',
    cases: [CAR_PARK],
    password: 'temporary',
    status: 'active',
  },
  {
    key: 'sapiteur-email',
    givenNames: 'Sacha',
    surname: 'HYPOTHÈSE',
    email: 'sacha.hypothese@sapiteurs.test',
    profile: 'sapiteur',
    cases: [CAR_PARK],
    password: 'chosen',
    status: 'active',
  },
  {
    key: 'co-expert-email',
    givenNames: 'Ange',
    surname: 'POSTICHE',
    email: 'ange.postiche@experts.test',
    profile: 'co-expert',
    cases: [ROOF],
    password: 'chosen',
    status: 'active',
  },
  {
    key: 'partie-inactive',
    givenNames: 'Eden',
    surname: 'ILLUSOIRE',
    email: 'eden.illusoire@parties.test',
    profile: 'intervenant-de-partie',
    cases: [ROOF],
    password: 'chosen',
    status: 'inactive',
  },
  {
    key: 'partie-acces-ancien',
    givenNames: 'Lou',
    surname: 'SIMULACRE',
    email: 'lou.simulacre@parties.test',
    profile: 'intervenant-de-partie',
    cases: [SCHOOL],
    password: 'chosen',
    status: 'active',
    access: 'outdated',
  },
  {
    key: 'candidat',
    givenNames: 'Lior',
    surname: 'CHIMÈRE',
    email: 'lior.chimere@candidats.test',
    profile: 'candidat',
    cases: [],
    password: 'chosen',
    status: 'active',
    civilStatus: {
      surname: 'CHIMÈRE',
      usedName: '',
      firstName: 'Lior',
      otherNames: '',
      birthDate: '1991-02-03',
      birthPlace: 'Bourges',
    },
  },
]
