import { link, type Mail, paragraph } from '../mail.ts'
import { portalLink } from '../portal-link.ts'
import { writtenInstant } from '../written-instant.ts'

/** RS-10: proof at the new address before anything changes. */
export const emailProof: Mail<{ path: string; expiresAt: number }> = {
  fr: ({ path, expiresAt }, letterhead) => ({
    subject: `${letterhead.serviceName} : confirmez votre nouvelle adresse`,
    blocks: [
      paragraph(`Vous avez demandé que cette adresse devienne celle de votre compte ${letterhead.serviceName}.`),
      link('Confirmer cette adresse', portalLink(letterhead, path)),
      paragraph(
        `Ce lien sert une seule fois, jusqu'au ${writtenInstant(expiresAt, 'fr')}. D'ici là, rien n'est changé.`,
      ),
      paragraph("Vous n'avez rien demandé ? Ignorez ce message : cette adresse ne sera rattachée à aucun compte."),
    ],
  }),
  en: ({ path, expiresAt }, letterhead) => ({
    subject: `${letterhead.serviceName}: confirm your new address`,
    blocks: [
      paragraph(`You asked for this address to become the one of your ${letterhead.serviceName} account.`),
      link('Confirm this address', portalLink(letterhead, path)),
      paragraph(`This link works once, until ${writtenInstant(expiresAt, 'en')}. Until then nothing is changed.`),
      paragraph('Did you not ask for this? Ignore this message: this address will not be attached to any account.'),
    ],
  }),
}
