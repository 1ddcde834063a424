import { type Mail, paragraph, secret, warning } from '../mail.ts'
import { writtenInstant } from '../written-instant.ts'

/** S1.21, second mail; RS-1: it expires and never becomes the long-term password. No link beside a secret. */
export const initialPassword: Mail<{ password: string; expiresAt: number }> = {
  fr: ({ password, expiresAt }, { serviceName }) => ({
    subject: `${serviceName} : votre premier accès`,
    blocks: [
      paragraph(
        `Voici le mot de passe provisoire de votre accès à ${serviceName}. L'adresse du site et l'expertise concernée sont dans notre autre message.`,
      ),
      secret(password),
      paragraph(
        `Il sert une seule fois, jusqu'au ${writtenInstant(expiresAt, 'fr')}. Vous choisirez votre propre mot de passe à la première connexion. Passé ce délai, demandez un nouvel envoi à l'expert qui vous invite.`,
      ),
      warning(`Ne donnez jamais ce mot de passe : ni ${serviceName} ni l'expert ne vous le demandera.`),
    ],
  }),
  en: ({ password, expiresAt }, { serviceName }) => ({
    subject: `${serviceName}: your first access`,
    blocks: [
      paragraph(
        `Here is the temporary password of your access to ${serviceName}. The address of the site and the case concerned are in our other message.`,
      ),
      secret(password),
      paragraph(
        `It works once, until ${writtenInstant(expiresAt, 'en')}. You will choose your own password when you first log in. After that time, ask the expert who invites you to send it again.`,
      ),
      warning(`Never give this password to anyone: neither ${serviceName} nor the expert will ask for it.`),
    ],
  }),
}
