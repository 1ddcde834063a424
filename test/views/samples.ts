import type { CardRefusalCause } from '../../src/messages/messages.ts'
import { messagesFor } from '../../src/messages/messages.ts'
import { cardRefusalPage } from '../../src/views/pages/card-refusal.tsx'
import { cardStartPage } from '../../src/views/pages/card-start.tsx'
import { cardTestPage, cardTestStartPage } from '../../src/views/pages/card-test.tsx'
import { casePage } from '../../src/views/pages/case.tsx'
import { caseListPage } from '../../src/views/pages/case-list.tsx'
import { type CodeProps, codePage } from '../../src/views/pages/code.tsx'
import { dashboardPage } from '../../src/views/pages/dashboard.tsx'
import { emailLoginPage } from '../../src/views/pages/email-login.tsx'
import {
  badRequestPage,
  errorPage,
  forbiddenPage,
  invitationInactivePage,
  notFoundPage,
  sessionEndedPage,
  signedOutPage,
  tooManyRequestsPage,
  unavailablePage,
} from '../../src/views/pages/endings.tsx'
import { forgottenPasswordPage, forgottenPasswordSentPage } from '../../src/views/pages/forgotten-password.tsx'
import { newPasswordPage } from '../../src/views/pages/new-password.tsx'
import { notMeDonePage, notMePage } from '../../src/views/pages/not-me.tsx'
import { deadLinkPage, resetPasswordPage } from '../../src/views/pages/reset-password.tsx'
import { termsPage, termsRefusedPage } from '../../src/views/pages/terms.tsx'
import { unknownCardPage } from '../../src/views/pages/unknown-card.tsx'
import { wallPage } from '../../src/views/pages/wall.tsx'
import { back, certificate, DAY, expert, form, NOW, party, reference, type Sample } from './sample-facts.ts'
import { samplesOfAccounts } from './samples-of-accounts.ts'
import { samplesOfAdministration } from './samples-of-administration.ts'
import { samplesOfInvitations } from './samples-of-invitations.ts'
import { samplesOfJourneys } from './samples-of-journeys.ts'

const cases = [
  {
    path: '/expertises/1',
    reference: 'RG 24/01234',
    title: 'Désordres en façade, résidence Les Tilleuls',
    court: 'Tribunal judiciaire de Lyon',
    openedAt: NOW - 300 * DAY,
    profile: 'expert' as const,
  },
  {
    path: '/expertises/2',
    reference: 'RG 25/00087',
    title:
      "Infiltrations dans un entrepôt et perte de marchandises : évaluation contradictoire du préjudice d'exploitation",
    court: "Cour administrative d'appel de Versailles",
    openedAt: NOW - 40 * DAY,
    profile: 'co-expert' as const,
  },
]

const participants = [
  { id: 'p1', name: 'Camille EXEMPLE', profile: 'expert' as const, status: 'active' as const, since: NOW - 300 * DAY },
  {
    id: 'p2',
    name: 'Dominique MODELE-PATRON',
    profile: 'intervenant-de-partie' as const,
    status: 'inactive' as const,
    since: NOW - 290 * DAY,
  },
  {
    id: 'p3',
    name: 'Dominique MODELE-PATRON',
    profile: 'intervenant-de-partie' as const,
    status: 'active' as const,
    since: NOW - 20 * DAY,
  },
  {
    id: 'p4',
    name: 'Sacha ÉCHANTILLON',
    profile: 'sapiteur' as const,
    status: 'active' as const,
    since: NOW - 10 * DAY,
  },
]

const code: CodeProps = {
  profile: 'intervenant-de-partie',
  form,
  back: { href: '/connexion/email' },
  resend: { action: '/connexion/code/renvoyer' },
  notMe: { action: '/ce-nest-pas-moi' },
  maskedEmail: 'd•••••e@exemple.fr',
  sender: 'ne-pas-repondre@parvis.exemple.fr',
  delivery: 'sent',
  code: { state: 'open', expiresAt: NOW + 600_000, secondsLeft: 572, triesLeft: 5 },
  resendWaitSeconds: 0,
}

const checks = [
  { check: 'presented', state: 'passed' },
  { check: 'issuer', state: 'passed' },
  { check: 'dates', state: 'passed' },
  { check: 'usage', state: 'passed' },
  { check: 'policy', state: 'passed' },
  { check: 'key', state: 'passed' },
  { check: 'revocation', state: 'passed' },
  { check: 'device', state: 'passed' },
] as const

const refusals = Object.fromEntries(
  (Object.keys(messagesFor('fr').cardRefusal.causes) as CardRefusalCause[]).map((cause): [string, Sample] => [
    `refus-${cause}`,
    {
      page: cardRefusalPage({
        cause,
        ...reference,
        tryAgain: form,
        changeProfile: back,
        ...(cause === 'no-certificate' || cause.startsWith('ticket')
          ? {}
          : {
              certificate,
              authority: { name: 'CertEurope', phone: '01 23 45 67 89', url: 'https://support.exemple.fr/' },
            }),
      }),
    },
  ]),
)

/** Every page, in each of its states. */
export const samples: Readonly<Record<string, Sample>> = {
  mur: { page: wallPage({ form, offersPersonalAccount: false }) },
  'mur-complet': {
    page: wallPage({ form, offersPersonalAccount: true, selected: 'sapiteur', sharedComputer: true }),
    layout: { createAccountPath: '/creer-un-compte', notice: 'profile-changed' },
  },
  'mur-erreur': { page: wallPage({ form, offersPersonalAccount: false, errors: { profil: 'profile-missing' } }) },
  carte: { page: cardStartPage({ form, back, testCardPath: '/tester-ma-carte' }) },
  ...refusals,
  'carte-test': { page: cardTestStartPage({ form }) },
  'carte-test-accepte': {
    page: cardTestPage({ checks, certificate, again: form, signInPath: '/', ...reference }),
  },
  'carte-test-refuse': {
    page: cardTestPage({
      checks: checks.map(({ check }) => ({
        check,
        state:
          check === 'dates' ? 'failed' : check === 'revocation' ? 'skipped' : check === 'key' ? 'warning' : 'passed',
      })),
      cause: 'expired',
      certificate,
      again: form,
      signInPath: '/',
      ...reference,
    }),
  },
  'carte-inconnue': { page: unknownCardPage({ form, certificate }) },
  'carte-inconnue-erreur': {
    page: unknownCardPage({ form, certificate, errors: { 'deja-un-compte': 'answer-missing' } }),
  },
  email: {
    page: emailLoginPage({ profile: 'intervenant-de-partie', form, back, forgottenPath: '/mot-de-passe-oublie' }),
  },
  'email-erreurs': {
    page: emailLoginPage({
      profile: 'sapiteur',
      form,
      back,
      forgottenPath: '/mot-de-passe-oublie',
      values: { email: 'dominique@' },
      errors: { email: 'email-malformed', 'mot-de-passe': 'password-missing' },
    }),
  },
  'email-refus': {
    page: emailLoginPage({
      profile: 'intervenant-de-partie',
      form,
      back,
      forgottenPath: '/mot-de-passe-oublie',
      values: { email: 'dominique@exemple.fr' },
      refusal: { kind: 'wrong' },
    }),
  },
  'email-attente': {
    page: emailLoginPage({
      profile: 'candidat',
      form,
      back,
      forgottenPath: '/mot-de-passe-oublie',
      refusal: { kind: 'throttled', waitMinutes: 4 },
    }),
  },
  code: { page: codePage(code) },
  'code-faux': {
    page: codePage({
      ...code,
      profile: 'sapiteur',
      delivery: 'sent-again',
      code: { state: 'open', expiresAt: NOW + 600_000, secondsLeft: 61, triesLeft: 1 },
      resendWaitSeconds: 22,
      errors: { code: 'code-wrong' },
    }),
  },
  'code-retarde': { page: codePage({ ...code, delivery: 'delayed', resendWaitSeconds: 540 }) },
  'code-mort': { page: codePage({ ...code, code: { state: 'expired' } }) },
  'pas-moi': { page: notMePage({ confirm: form, back: { href: '/connexion/code' } }) },
  'pas-moi-fait': { page: notMeDonePage({ forgottenPath: '/mot-de-passe-oublie' }) },
  oubli: { page: forgottenPasswordPage({ form, backPath: '/connexion/email' }) },
  'oubli-erreur': {
    page: forgottenPasswordPage({ form, backPath: '/connexion/email', errors: { email: 'email-missing' } }),
  },
  'oubli-envoye': {
    page: forgottenPasswordSentPage({
      email: 'dominique@exemple.fr',
      sender: 'ne-pas-repondre@parvis.exemple.fr',
      signInPath: '/connexion/email',
    }),
  },
  lien: { page: resetPasswordPage({ form }) },
  'lien-mort': { page: deadLinkPage({ forgottenPath: '/mot-de-passe-oublie' }) },
  'mot-de-passe': { page: newPasswordPage({ reason: 'temporary', form, email: 'dominique@exemple.fr' }) },
  'mot-de-passe-erreurs': {
    page: newPasswordPage({
      reason: 'change',
      form,
      back: { href: '/mon-compte' },
      email: 'dominique@exemple.fr',
      errors: {
        'mot-de-passe-actuel': 'current-password-wrong',
        'nouveau-mot-de-passe': 'new-password-short',
        confirmation: 'confirmation-different',
      },
    }),
    layout: party,
  },
  cgu: {
    page: termsPage({
      reason: 'first',
      version: {
        label: '1.0',
        effectiveAt: NOW - 30 * DAY,
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        sizeBytes: 184_320,
        downloadPath: '/cgu/1.pdf',
      },
      accept: form,
      refuse: { action: '/cgu/refuser' },
    }),
  },
  'cgu-erreur': {
    page: termsPage({
      reason: 'new-version',
      version: {
        label: '2.0',
        effectiveAt: NOW - 2 * DAY,
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        sizeBytes: 184_320,
        downloadPath: '/cgu/2.pdf',
      },
      accept: form,
      refuse: { action: '/cgu/refuser' },
      errors: { acceptation: 'acceptance-missing' },
    }),
  },
  'cgu-refusees': { page: termsRefusedPage({ signInPath: '/' }) },
  'tableau-de-bord': {
    page: dashboardPage({
      name: 'Camille EXEMPLE',
      cases,
      lawyersDirectoryPath: '/annuaire/avocats',
      certificateEnd: { daysLeft: 45, notAfter: certificate.notAfter, guidePath: '/certificat' },
    }),
    layout: { ...expert, notice: 'terms-accepted' },
  },
  'tableau-de-bord-vide': { page: dashboardPage({ name: 'Camille EXEMPLE', cases: [] }), layout: expert },
  expertises: {
    page: caseListPage({ cases, tabs: { casePath: '/expertises/1', casesPath: '/expertises' } }),
    layout: party,
  },
  expertise: {
    page: casePage({
      reference: 'RG 24/01234',
      title: 'Désordres en façade, résidence Les Tilleuls',
      court: 'Tribunal judiciaire de Lyon',
      openedAt: NOW - 300 * DAY,
      participants,
      leavePath: '/expertises',
      tabs: { casePath: '/expertises/1', casesPath: '/expertises' },
    }),
    layout: party,
  },
  deconnecte: { page: signedOutPage({ signInPath: '/', withCard: true }) },
  'session-terminee': { page: sessionEndedPage({ reason: 'idle', signInPath: '/' }) },
  erreur: { page: errorPage({ homePath: '/' }), layout: reference },
  'demande-incomprise': { page: badRequestPage({ homePath: '/' }), layout: reference },
  interdit: { page: forbiddenPage({ homePath: '/' }), layout: { ...party, ...reference } },
  introuvable: { page: notFoundPage({ homePath: '/' }) },
  'trop-de-demandes': { page: tooManyRequestsPage({ waitMinutes: 1, retryPath: '/' }) },
  indisponible: { page: unavailablePage({ retryPath: '/' }), layout: reference },
  'invitation-inactive': { page: invitationInactivePage({ homePath: '/' }) },
  ...samplesOfJourneys,
  ...samplesOfAccounts,
  ...samplesOfInvitations,
  ...samplesOfAdministration,
}
