import { casePage } from '../../src/views/pages/case.tsx'
import { lawyersPage } from '../../src/views/pages/lawyers.tsx'
import { addParticipantPage, deactivateParticipantPage } from '../../src/views/pages/participants.tsx'
import { type RegistrationProps, registrationPage } from '../../src/views/pages/registration.tsx'
import { registrationProfilePage } from '../../src/views/pages/registration-profile.tsx'
import { relinkAttachedPage, relinkPage, relinkQueuedPage } from '../../src/views/pages/relink.tsx'
import { back, certificate, DAY, expert, form, NOW, reference, type Sample } from './sample-facts.ts'

const registration: RegistrationProps = {
  profile: 'expert',
  certificateName: 'CN=Test00233 ExpertV3',
  form,
  values: {},
  terms: { label: '1.0', downloadPath: '/cgu/1.pdf' },
  courts: [
    { id: 'ca-agen', kind: 'CA', label: "Cour d'appel d'Agen" },
    { id: 'ca-bourges', kind: 'CA', label: 'Cour d’appel de Bourges' },
    { id: 'tsa-saint-pierre', kind: 'TSA', label: "Tribunal supérieur d'appel de Saint-Pierre-et-Miquelon" },
    { id: 'caa-versailles', kind: 'CAA', label: "Cour administrative d'appel de Versailles" },
  ],
  countries: ['BE', 'CH', 'FR', 'LU'],
  specialities: {
    edition: '2013',
    chosen: [],
    branches: [
      {
        code: 'A',
        label: 'AGRICULTURE, AGROALIMENTAIRE, ANIMAUX, FORÊTS',
        rubriques: [
          {
            code: 'A.1',
            label: 'Agriculture',
            specialities: [
              { code: 'A.1.1', label: 'Améliorations foncières' },
              { code: 'A.1.2', label: 'Applications phytosanitaires' },
              { code: 'A.1.3', label: 'Constructions et aménagements' },
              { code: 'A.1.4', label: 'Economie agricole' },
            ],
          },
        ],
      },
      {
        code: 'C',
        label: 'BÂTIMENT - TRAVAUX PUBLICS - GESTION IMMOBILIÈRE',
        rubriques: [
          {
            code: 'C.1',
            label: 'Bâtiment - travaux publics',
            specialities: [{ code: 'C.1.5', label: 'Assainissement' }],
          },
        ],
      },
    ],
  },
}

/** Registration, renewed cards, participants, directory. */
export const samplesOfJourneys: Readonly<Record<string, Sample>> = {
  'inscription-profil': { page: registrationProfilePage({ form, errors: { profil: 'profile-missing' } }) },
  inscription: { page: registrationPage(registration) },
  'inscription-erreurs': {
    page: registrationPage({
      ...registration,
      values: { prenom: 'Camille', 'code-postal': '6900', pays: 'BE', cour: 'ca-bourges', 'cour-de-cassation': 'non' },
      errors: {
        nom: 'surname-missing',
        email: 'email-missing',
        voie: 'street-missing',
        'code-postal': 'postcode-malformed',
        ville: 'town-missing',
        specialites: 'specialities-missing',
        acceptation: 'terms-missing',
      },
    }),
  },
  'inscription-recherche': {
    page: registrationPage({
      ...registration,
      values: { prenom: 'Camille', acceptation: 'oui' },
      specialities: {
        ...registration.specialities,
        branches: registration.specialities.branches.slice(0, 1),
        chosen: [
          { code: 'A.1.1', label: 'Améliorations foncières' },
          { code: 'C.1.5', label: 'Assainissement' },
        ],
        search: 'agri',
      },
    }),
  },
  'inscription-greffier': {
    page: registrationPage({
      ...registration,
      profile: 'magistrat-greffier',
      errors: { juridiction: 'tribunal-missing', fonction: 'office-missing' },
    }),
  },
  'inscription-sapiteur': { page: registrationPage({ ...registration, profile: 'sapiteur' }) },

  rattachement: { page: relinkPage({ form, back, certificate }) },
  'rattachement-fait': { page: relinkAttachedPage({ goOnPath: '/expertises' }) },
  'rattachement-transmis': { page: relinkQueuedPage({ ...reference, homePath: '/' }) },

  'expertise-gestion': {
    page: casePage({
      reference: 'RG 24/01234',
      title: 'Désordres en façade, résidence Les Tilleuls',
      court: 'Tribunal judiciaire de Lyon',
      openedAt: NOW - 300 * DAY,
      leavePath: '/expertises',
      management: { addPath: '/ajouter', outdated: { count: 2, cutOff: NOW - 200 * DAY, regenerateAll: form } },
      participants: [
        { id: 'p1', name: 'Camille EXEMPLE', profile: 'expert', status: 'active', since: NOW - 300 * DAY },
        {
          id: 'p2',
          name: 'Dominique MODELE-PATRON',
          profile: 'intervenant-de-partie',
          status: 'inactive',
          since: NOW - 290 * DAY,
          invitedBy: 'Camille EXEMPLE',
          management: { email: 'dominique.modele-patron@exemple.fr' },
        },
        {
          id: 'p3',
          name: 'Sacha ÉCHANTILLON',
          profile: 'sapiteur',
          status: 'active',
          since: NOW - 250 * DAY,
          invitedBy: 'Camille EXEMPLE',
          management: {
            email: 'sacha@exemple.fr',
            outdated: true,
            regenerate: form,
            deactivatePath: '/rendre-inactif',
          },
        },
        {
          id: 'p4',
          name: 'Lou SPÉCIMEN',
          profile: 'co-expert',
          status: 'active',
          since: NOW - DAY,
          invitedBy: 'Camille EXEMPLE',
          management: {
            email: 'lou@exemple.fr',
            invitation: 'undeliverable',
            resend: form,
            deactivatePath: '/rendre-inactif',
          },
        },
      ],
    }),
    layout: { ...expert, notice: 'invitation-sent' },
  },
  'ajouter-un-intervenant': {
    page: addParticipantPage({
      caseReference: 'RG 24/01234',
      form,
      backPath: '/expertises/1',
      profiles: ['intervenant-de-partie', 'co-expert', 'sapiteur'],
      values: { profil: 'sapiteur', prenom: 'Lou', email: 'lou' },
      errors: { nom: 'surname-missing', email: 'email-malformed' },
    }),
    layout: expert,
  },
  'rendre-inactif': {
    page: deactivateParticipantPage({
      name: 'Lou SPÉCIMEN',
      caseReference: 'RG 24/01234',
      confirm: form,
      backPath: '/expertises/1',
    }),
    layout: expert,
  },

  annuaire: {
    page: lawyersPage({
      searchPath: '/annuaire/avocats',
      query: { name: 'mod', bar: 'Lyon' },
      bars: ['Lyon', 'Paris'],
      lawyers: [
        { id: '1', name: 'Alix MODÈLE', bar: 'Lyon', email: 'alix@exemple.fr' },
        { id: '2', name: 'Noa MODESTE', bar: 'Lyon', email: 'noa@exemple.fr' },
      ],
      found: 42,
      page: 2,
      pages: 3,
      previousPath: '/annuaire/avocats?page=1',
      nextPath: '/annuaire/avocats?page=3',
    }),
    layout: expert,
  },
  'annuaire-vide': {
    page: lawyersPage({
      searchPath: '/annuaire/avocats',
      query: { name: 'zzz', bar: '' },
      bars: ['Lyon'],
      lawyers: [],
      found: 0,
      page: 1,
      pages: 0,
    }),
    layout: expert,
  },
}
