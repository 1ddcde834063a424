import { link, type Mail, paragraph } from '../mail.ts'
import { portalLink } from '../portal-link.ts'
import { writtenInstant } from '../written-instant.ts'

/** S0.17-S0.19, RS-11: a single-use link that activates an access. Nothing the asker typed is echoed to a stranger. */
export const activationLink: Mail<{ path: string; expiresAt: number }> = {
  fr: ({ path, expiresAt }, letterhead) => ({
    subject: `${letterhead.serviceName} : activez votre accès`,
    blocks: [
      paragraph(`Un accès à ${letterhead.serviceName} a été préparé pour votre adresse. Il reste à l'activer.`),
      link('Activer mon accès', portalLink(letterhead, path)),
      paragraph(`Ce lien sert une seule fois, jusqu'au ${writtenInstant(expiresAt, 'fr')}.`),
      paragraph("Vous n'attendiez rien ? Ignorez ce message : sans vous, l'accès ne sera pas activé."),
    ],
  }),
  en: ({ path, expiresAt }, letterhead) => ({
    subject: `${letterhead.serviceName}: activate your access`,
    blocks: [
      paragraph(
        `An access to ${letterhead.serviceName} has been prepared for your address. It remains to activate it.`,
      ),
      link('Activate my access', portalLink(letterhead, path)),
      paragraph(`This link works once, until ${writtenInstant(expiresAt, 'en')}.`),
      paragraph('Were you not expecting this? Ignore this message: without you the access will not be activated.'),
    ],
  }),
}
