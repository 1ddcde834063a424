import { type Mail, paragraph } from '../mail.ts'
import { type CaseInvitationParameters, invitationBlocks } from './case-invitation.ts'

/** Sending again kills the former invitation (RS-11): the reader must know which message to use. */
export const invitationResent: Mail<CaseInvitationParameters> = {
  fr: (parameters, letterhead) => ({
    subject: `${letterhead.serviceName} : nouvel envoi de votre invitation`,
    blocks: [
      paragraph(
        "Voici de nouveau votre invitation à participer à une expertise judiciaire. Elle remplace la précédente : le mot de passe ou le lien reçu avec celle-ci ne fonctionne plus s'il n'a pas servi.",
      ),
      ...invitationBlocks.fr(parameters, letterhead),
    ],
  }),
  en: (parameters, letterhead) => ({
    subject: `${letterhead.serviceName}: your invitation, sent again`,
    blocks: [
      paragraph(
        'Here is your invitation to take part in a court expertise again. It replaces the former one: the password or link that came with it no longer works if it was not used.',
      ),
      ...invitationBlocks.en(parameters, letterhead),
    ],
  }),
}
