import { accountPage } from '../../src/views/pages/account/account.tsx'
import { blockCardPage } from '../../src/views/pages/account/cards.tsx'
import {
  changeEmailPage,
  changeEmailSentPage,
  confirmEmailPage,
  emailChangedPage,
  emailLinkDeadPage,
} from '../../src/views/pages/account/change-email.tsx'
import { confirmByCardPage } from '../../src/views/pages/account/confirm-by-card.tsx'
import { receiptPage } from '../../src/views/pages/account/receipts.tsx'
import { casePage } from '../../src/views/pages/case.tsx'
import {
  accountCreatedPage,
  activationDeadPage,
  activationPage,
  createAccountPage,
} from '../../src/views/pages/create-account.tsx'
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

const accountCommon = {
  changeEmailPath: '/mon-compte/email',
  exportPath: '/mon-compte/mes-donnees.json',
  guidePath: '/certificat',
} as const
const oneProfile = { reachable: [], outOfReach: [], changeProfile: back } as const

const sessionsOfAnExpert = {
  entries: [
    { since: NOW, lastSeenAt: NOW, profile: 'expert', method: 'smart-card', browser: 'Firefox, Windows' },
    {
      since: NOW - DAY / 6,
      lastSeenAt: NOW - DAY / 7,
      profile: 'intervenant-de-partie',
      method: 'email-code',
      browser: 'Safari, iPhone',
      revoke: form,
    },
  ],
  revokeOthers: form,
} as const

/** Registration, renewed cards, participants, accounts, directory. */
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

  'mon-compte': {
    page: accountPage({
      name: 'Camille EXEMPLE',
      email: 'camille@exemple.fr',
      profiles: ['expert', 'intervenant-de-partie', 'magistrat-greffier'],
      ...accountCommon,
      changePasswordPath: '/mon-compte/mot-de-passe',
      certificateEnd: { daysLeft: 45, notAfter: NOW + 45 * DAY },
      otherProfiles: {
        reachable: [{ profile: 'intervenant-de-partie', switchTo: form }],
        outOfReach: ['magistrat-greffier'],
        changeProfile: back,
      },
      cards: [
        {
          issuer: 'CertEurope eID User',
          serialNumber: '3F:A2:11:0B:77:9C:D4:5E',
          notBefore: NOW - 400 * DAY,
          notAfter: NOW + 45 * DAY,
          lastUsedAt: NOW,
          status: 'active',
          blockPath: '/mon-compte/cartes/1/bloquer',
        },
        {
          issuer: 'CertEurope eID User',
          serialNumber: '11:22:33:44:55:66:77:88',
          notBefore: NOW - 1500 * DAY,
          notAfter: NOW - 400 * DAY,
          status: 'blocked',
        },
      ],
      sessions: sessionsOfAnExpert,
      logins: [
        {
          id: '1',
          at: NOW,
          profile: 'expert',
          method: 'smart-card',
          browser: 'Firefox, Windows',
          outcome: 'succeeded',
        },
        {
          id: '2',
          at: NOW - DAY,
          profile: undefined,
          method: 'email-code',
          browser: undefined,
          outcome: 'refused',
        },
      ],
      receipts: [{ label: '1.0', acceptedAt: NOW - 30 * DAY, profile: 'expert', path: '/mon-compte/recus/1' }],
    }),
    layout: expert,
  },
  'mon-compte-vide': {
    page: accountPage({
      name: 'Dominique MODELE-PATRON',
      email: 'dominique@exemple.fr',
      profiles: ['intervenant-de-partie'],
      ...accountCommon,
      otherProfiles: oneProfile,
      cards: [],
      sessions: { entries: sessionsOfAnExpert.entries.slice(0, 1) },
      logins: [],
      receipts: [],
    }),
    layout: expert,
  },
  'bloquer-une-carte': {
    page: blockCardPage({
      serialNumber: '3F:A2:11:0B:77:9C:D4:5E',
      confirm: form,
      backPath: '/mon-compte',
      ownSession: true,
    }),
    layout: expert,
  },
  recu: {
    page: receiptPage({
      number: '01JQ-7K3F-9QXD',
      holder: 'Camille EXEMPLE',
      email: 'camille@exemple.fr',
      profile: 'expert',
      method: 'smart-card',
      versionLabel: '1.0',
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      acceptedAt: NOW,
      downloadPath: '/mon-compte/recus/1.json',
      backPath: '/mon-compte',
    }),
    layout: expert,
  },
  'modifier-email': {
    page: changeEmailPage({
      form,
      backPath: '/mon-compte',
      asksPassword: true,
      values: { 'nouvel-email': 'contact@exemple.fr' },
      errors: { 'nouvel-email': 'email-shared', 'mot-de-passe-actuel': 'password-missing' },
    }),
    layout: expert,
  },
  'modifier-email-envoye': {
    page: changeEmailSentPage({ email: 'camille@exemple.fr', sender: 'parvis@exemple.fr', backPath: '/mon-compte' }),
    layout: expert,
  },
  'confirmer-email': { page: confirmEmailPage({ email: 'camille@exemple.fr', confirm: form }) },
  'email-confirme': { page: emailChangedPage({ goOnPath: '/mon-compte' }) },
  'lien-email-mort': { page: emailLinkDeadPage({ againPath: '/mon-compte/email' }) },
  'confirmer-par-carte': { page: confirmByCardPage({ present: form, backPath: '/mon-compte' }), layout: expert },

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

  'creer-un-compte': { page: createAccountPage({ form, backPath: '/' }) },
  'creer-un-compte-erreurs': {
    page: createAccountPage({
      form,
      backPath: '/',
      values: { email: 'etude@exemple.fr', nom: 'EXEMPLE', 'date-de-naissance': '1980-12-31' },
      errors: {
        email: 'email-shared',
        'nouveau-mot-de-passe': 'new-password-short',
        confirmation: 'confirmation-missing',
        prenom: 'given-names-missing',
        'lieu-de-naissance': 'birth-place-missing',
        declaration: 'declaration-missing',
      },
    }),
  },
  'compte-cree': { page: accountCreatedPage({ sender: 'parvis@exemple.fr', homePath: '/', resend: form }) },
  activation: { page: activationPage({ activate: form }) },
  'activation-morte': { page: activationDeadPage({ again: form }) },
  'compte-personnel': {
    page: accountPage({
      name: 'Camille EXEMPLE',
      email: 'camille@exemple.fr',
      profiles: ['candidat'],
      ...accountCommon,
      changePasswordPath: '/mon-compte/mot-de-passe',
      civilStatus: {
        surname: 'EXEMPLE',
        usedName: '',
        firstName: 'Camille',
        otherNames: '',
        birthDate: '1980-12-31',
        birthPlace: 'Bourges',
      },
      otherProfiles: oneProfile,
      cards: [],
      sessions: { entries: sessionsOfAnExpert.entries.slice(0, 1) },
      logins: [],
      receipts: [],
    }),
    layout: { ...expert, notice: 'account-activated' },
  },
}
