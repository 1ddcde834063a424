import { casePage } from '../../src/views/pages/case.tsx'
import { accessOutdatedPage } from '../../src/views/pages/endings.tsx'
import {
  activateAccessPage,
  activationLinkDeadPage,
  askAgainPage,
  askedAgainPage,
} from '../../src/views/pages/invitation.tsx'
import { lawyersPage } from '../../src/views/pages/lawyers.tsx'
import { newPasswordPage } from '../../src/views/pages/new-password.tsx'
import { confirmInvitationPage } from '../../src/views/pages/participants.tsx'
import { DAY, expert, form, NOW, type Sample } from './sample-facts.ts'

const PROFILE = 'intervenant-de-partie'
const entry = { profile: PROFILE, status: 'active', invitedBy: 'Camille EXEMPLE' } as const

/** Inviting, what the invited meet before their first login, and what an old access is told. */
export const samplesOfInvitations: Readonly<Record<string, Sample>> = {
  'confirmer-invitation': {
    page: confirmInvitationPage({
      caseReference: 'RG 24/01234',
      profile: PROFILE,
      name: 'Lou SPÉCIMEN',
      email: 'une.adresse.plutot.longue.de.personne.invitee@un-cabinet-dont-le-nom-est-long.exemple.fr',
      send: form,
      correct: form,
    }),
    layout: expert,
  },
  'expertise-invitations': {
    page: casePage({
      reference: 'RG 24/01234',
      title: 'Désordres en façade, résidence Les Tilleuls',
      court: 'Tribunal judiciaire de Lyon',
      openedAt: NOW - 30 * DAY,
      leavePath: '/expertises',
      management: { addPath: '/ajouter' },
      participants: [
        {
          ...entry,
          id: 'p1',
          name: 'Noa SUPPOSÉ',
          since: NOW - 20 * DAY,
          management: {
            email: 'noa.suppose@exemple.fr',
            invitation: 'expired',
            resendAskedAt: NOW - DAY,
            resend: form,
            deactivatePath: '/rendre-inactif',
          },
        },
        {
          ...entry,
          id: 'p2',
          name: 'Eden ILLUSOIRE',
          since: NOW - 10 * DAY,
          status: 'inactive',
          management: { email: 'eden@exemple.fr', closedBy: 'court' },
        },
        {
          ...entry,
          id: 'p3',
          name: 'Charlie PRÉTENDU',
          since: NOW - DAY,
          management: {
            email: 'charlie@exemple.fr',
            invitation: 'accepted',
            deactivatePath: '/rendre-inactif',
          },
        },
        {
          ...entry,
          id: 'p4',
          name: 'Alix IMAGINAIRE',
          since: NOW,
          management: { email: 'alix@exemple.fr', invitation: 'pending', resend: form, deactivatePath: '/x' },
        },
      ],
    }),
    layout: expert,
  },
  'activer-acces': { page: activateAccessPage({ form }) },
  'premier-mot-de-passe': { page: newPasswordPage({ reason: 'first', form, email: 'noa@exemple.fr' }) },
  'activation-morte': { page: activationLinkDeadPage({ askAgainPath: '/invitation', signInPath: '/connexion/email' }) },
  'nouvel-envoi': {
    page: askAgainPage({
      form,
      backPath: '/connexion/email',
      values: { email: 'noa' },
      errors: { email: 'email-malformed' },
    }),
  },
  'nouvel-envoi-note': { page: askedAgainPage({ email: 'noa.suppose@exemple.fr', homePath: '/' }) },
  'acces-perime': { page: accessOutdatedPage({ cutOffAt: NOW - 300 * DAY, homePath: '/' }) },
  'annuaire-telephones': {
    page: lawyersPage({
      searchPath: '/annuaire/avocats',
      query: { name: '', bar: '' },
      bars: ['Évreux', 'Lyon'],
      lawyers: [
        { id: '1', name: 'IMAGINAIRE Alix', bar: 'Évreux', email: 'alix@exemple.fr', phone: '01 99 00 00 01' },
        { id: '2', name: 'MODESTE Noa', bar: 'Lyon' },
      ],
      found: 2,
      page: 1,
      pages: 1,
    }),
    layout: expert,
  },
}
