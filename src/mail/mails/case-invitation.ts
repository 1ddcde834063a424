import { facts, type Letterhead, link, type Mail, type MailBlock, paragraph } from '../mail.ts'
import { portalLink } from '../portal-link.ts'

export interface CaseInvitationParameters {
  readonly caseReference: string
  readonly caseTitle: string
  /** Name of the expert who invites. */
  readonly invitedBy: string
  /** What lets the person in: a second mail with a password or a link, or what they already have. */
  readonly access: 'initial-password' | 'activation-link' | 'existing-account'
}

const accessInFrench: Record<CaseInvitationParameters['access'], string> = {
  'initial-password': 'Un second message vous donne un mot de passe provisoire, à changer à la première connexion.',
  'activation-link': 'Un second message vous donne le lien qui active votre accès.',
  'existing-account': "Connectez-vous comme d'habitude, avec votre adresse et votre mot de passe ou avec votre carte.",
}

const accessInEnglish: Record<CaseInvitationParameters['access'], string> = {
  'initial-password': 'A second message gives you a temporary password, to be changed when you first log in.',
  'activation-link': 'A second message gives you the link that activates your access.',
  'existing-account': 'Log in as usual, with your address and password or with your card.',
}

/** The part that a first invitation and a renewed one share. */
export const invitationBlocks = {
  fr: (
    { caseReference, caseTitle, invitedBy, access }: CaseInvitationParameters,
    letterhead: Letterhead,
  ): readonly MailBlock[] => [
    facts(['Expertise', caseReference], ['Intitulé', caseTitle], ['Invitation de', invitedBy]),
    paragraph(accessInFrench[access]),
    link(`Ouvrir ${letterhead.serviceName}`, portalLink(letterhead, '/')),
    paragraph(
      `Nos messages viennent toujours de ${letterhead.senderAddress}. Déclarez cette adresse comme expéditeur approuvé et méfiez-vous de toute autre. En cas de doute, demandez à l'expert qui vous invite.`,
    ),
  ],
  en: (
    { caseReference, caseTitle, invitedBy, access }: CaseInvitationParameters,
    letterhead: Letterhead,
  ): readonly MailBlock[] => [
    facts(['Case', caseReference], ['Title', caseTitle], ['Invited by', invitedBy]),
    paragraph(accessInEnglish[access]),
    link(`Open ${letterhead.serviceName}`, portalLink(letterhead, '/')),
    paragraph(
      `Our messages always come from ${letterhead.senderAddress}. Add this address to your approved senders and distrust any other. If in doubt, ask the expert who invites you.`,
    ),
  ],
}

/** S1.21, first mail: which expertise, who invites, where, and whom to trust (S0.27). */
export const caseInvitation: Mail<CaseInvitationParameters> = {
  fr: (parameters, letterhead) => ({
    subject: `${letterhead.serviceName} : invitation à une expertise`,
    blocks: [
      paragraph('Un expert vous invite à participer à une expertise judiciaire.'),
      ...invitationBlocks.fr(parameters, letterhead),
    ],
  }),
  en: (parameters, letterhead) => ({
    subject: `${letterhead.serviceName}: invitation to a court expertise`,
    blocks: [
      paragraph('An expert invites you to take part in a court expertise.'),
      ...invitationBlocks.en(parameters, letterhead),
    ],
  }),
}
