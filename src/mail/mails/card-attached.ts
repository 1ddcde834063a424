import { facts, type Mail, paragraph, warning } from '../mail.ts'
import { writtenInstant } from '../written-instant.ts'

/** Relinking is the prime target of a thief: the former address is always told. */
export const cardAttached: Mail<{ cardLabel: string; issuer: string; attachedAt: number }> = {
  fr: ({ cardLabel, issuer, attachedAt }, { serviceName }) => ({
    subject: `${serviceName} : une carte a été rattachée à votre compte`,
    blocks: [
      paragraph(
        `Le ${writtenInstant(attachedAt, 'fr')}, une carte ou clé a été rattachée à votre compte ${serviceName}.`,
      ),
      facts(['Carte', cardLabel], ['Émise par', issuer]),
      warning(
        `Ce n'est pas vous ? Prévenez l'assistance sans attendre : elle bloquera cette carte. Vous pouvez aussi ouvrir ${serviceName} avec votre ancienne carte et bloquer celle-ci dans « Mes cartes ».`,
      ),
    ],
  }),
  en: ({ cardLabel, issuer, attachedAt }, { serviceName }) => ({
    subject: `${serviceName}: a card has been attached to your account`,
    blocks: [
      paragraph(`On ${writtenInstant(attachedAt, 'en')} a card or key was attached to your ${serviceName} account.`),
      facts(['Card', cardLabel], ['Issued by', issuer]),
      warning(
        `Was it not you? Tell support at once: they will block this card. You can also open ${serviceName} with your former card and block this one under “My cards”.`,
      ),
    ],
  }),
}
