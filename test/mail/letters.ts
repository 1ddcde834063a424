import type { Letter, MailTemplate } from '../../src/mail/catalogue.ts'
import type { Letterhead } from '../../src/mail/mail.ts'

/** 3 March 2026, 14:32 in Paris. */
export const at = Date.UTC(2026, 2, 3, 13, 32)

export const letterhead: Letterhead = {
  serviceName: 'Parvis',
  portalOrigin: 'https://acces.exemple.fr:8443',
  senderAddress: 'ne-pas-repondre@parvis.example',
  support: { name: 'Assistance Parvis', phone: '01 99 00 00 00', email: 'assistance@parvis.example' },
}

type Sample<Template extends MailTemplate> = Extract<Letter, { template: Template }>['parameters']

const invitation = {
  caseReference: '24/00123',
  caseTitle: 'Fissures de la résidence du Parc',
  invitedBy: 'Claude Martin',
  access: 'initial-password',
} as const

/** One of each: a mail without a sample does not compile. */
const samples: { readonly [Template in MailTemplate]: Sample<Template> } = {
  'login-code': { code: '012345', expiresAt: at },
  'case-invitation': invitation,
  'invitation-resent': invitation,
  'initial-password': { password: 'k7Wq-dP2x-9fTz-mB4h', expiresAt: at },
  'activation-link': { path: '/activation?jeton=aZ09_-', expiresAt: at },
  'password-reset': { path: '/mot-de-passe-oublie/nouveau?jeton=aZ09_-', expiresAt: at },
  'password-changed': { changedAt: at },
  'attempt-reported': { reportedAt: at },
  'card-attached': { cardLabel: 'Carte de Claude MARTIN', issuer: 'Autorité de démonstration', attachedAt: at },
  'card-not-attached': { cardLabel: 'Carte de Claude MARTIN', issuer: 'Autorité de démonstration' },
  'card-ends': {
    cardLabel: 'Carte de Claude MARTIN',
    issuer: 'Autorité de démonstration',
    notAfter: at,
    daysLeft: 60,
    path: '/certificat',
  },
  'email-changed': { newAddress: 'claude.martin@exemple.fr', changedAt: at },
  'address-in-use': { askedAt: Date.UTC(2026, 10, 23, 9, 30) },
  'email-proof': { path: '/mon-compte/adresse?jeton=aZ09_-', expiresAt: at },
}

export const sampleLetters = Object.entries(samples).map(
  ([template, parameters]) => ({ template, parameters }) as Letter,
)
