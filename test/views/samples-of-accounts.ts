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
import { addPersonalAccountPage, ownAddressSharedPage } from '../../src/views/pages/add-personal-account.tsx'
import {
  accountCreatedPage,
  activationDeadPage,
  activationPage,
  createAccountPage,
} from '../../src/views/pages/create-account.tsx'
import { back, DAY, expert, form, NOW, type Sample } from './sample-facts.ts'
import { samplesOfCertificateGuide } from './samples-of-certificate-guide.ts'

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

/** « Mon compte », the personal account, the next card. */
export const samplesOfAccounts: Readonly<Record<string, Sample>> = {
  'mon-compte': {
    page: accountPage({
      name: 'Camille EXEMPLE',
      email: 'camille@exemple.fr',
      profiles: ['expert', 'intervenant-de-partie', 'magistrat-greffier'],
      ...accountCommon,
      changePasswordPath: '/mon-compte/mot-de-passe',
      becomeCandidatePath: '/creer-un-compte',
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
  'completer-mon-compte': {
    page: addPersonalAccountPage({
      form,
      backPath: '/mon-compte',
      ownEmail: 'camille@exemple.fr',
      values: { nom: 'EXEMPLE', prenom: 'Camille' },
      errors: { 'date-de-naissance': 'birth-date-malformed', declaration: 'declaration-missing' },
    }),
    layout: expert,
  },
  'adresse-partagee': {
    page: ownAddressSharedPage({ email: 'etude@exemple.fr', changeEmailPath: '/mon-compte/email' }),
    layout: expert,
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
  ...samplesOfCertificateGuide,
}
