import { link, type Mail, paragraph } from '../mail.ts'
import { portalLink } from '../portal-link.ts'
import { writtenInstant } from '../written-instant.ts'

/** RS-2, RS-7, RS-11: single use, account unchanged until the button of the page is pressed, code still asked after. */
export const passwordReset: Mail<{ path: string; expiresAt: number }> = {
  fr: ({ path, expiresAt }, letterhead) => ({
    subject: `${letterhead.serviceName} : mot de passe oublié`,
    blocks: [
      paragraph(`Vous avez demandé à changer le mot de passe de votre accès à ${letterhead.serviceName}.`),
      link('Choisir un nouveau mot de passe', portalLink(letterhead, path)),
      paragraph(
        `Ce lien sert une seule fois, jusqu'au ${writtenInstant(expiresAt, 'fr')}. Vos autres sessions seront fermées, et un code vous sera demandé à la connexion comme d'habitude.`,
      ),
      paragraph("Vous n'avez rien demandé ? Ignorez ce message : votre mot de passe reste le même."),
    ],
  }),
  en: ({ path, expiresAt }, letterhead) => ({
    subject: `${letterhead.serviceName}: forgotten password`,
    blocks: [
      paragraph(`You asked to change the password of your access to ${letterhead.serviceName}.`),
      link('Choose a new password', portalLink(letterhead, path)),
      paragraph(
        `This link works once, until ${writtenInstant(expiresAt, 'en')}. Your other sessions will be closed, and a code will be asked at login as usual.`,
      ),
      paragraph('Did you not ask for this? Ignore this message: your password stays the same.'),
    ],
  }),
}
