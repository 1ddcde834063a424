import { type Mail, paragraph, warning } from '../mail.ts'
import { writtenInstant } from '../written-instant.ts'

/** Somebody registers with an address that has an account: the screen does not say so, its owner is told (EN-3). */
export const addressInUse: Mail<{ askedAt: number }> = {
  fr: ({ askedAt }, { serviceName }) => ({
    subject: `${serviceName} : vous avez déjà un compte`,
    blocks: [
      paragraph(
        `Le ${writtenInstant(askedAt, 'fr')}, une inscription à ${serviceName} a été commencée avec votre adresse, qui est déjà celle d'un compte. Aucun autre compte n'a été créé.`,
      ),
      paragraph(
        `C'était vous ? Reprenez, et répondez « Oui » à la question « Avez-vous déjà un compte ? » pour rattacher votre nouvelle carte, ou utilisez « Mot de passe oublié ? ».`,
      ),
      warning(`Ce n'était pas vous ? Vous n'avez rien à faire : votre compte n'a pas changé.`),
    ],
  }),
  en: ({ askedAt }, { serviceName }) => ({
    subject: `${serviceName}: you already have an account`,
    blocks: [
      paragraph(
        `On ${writtenInstant(askedAt, 'en')} somebody began to register with ${serviceName} using your address, which already has an account. No other account was created.`,
      ),
      paragraph(
        'Was it you? Start again and answer “Yes” to the question “Do you already have an account?” to attach your new card, or use “Forgotten password?”.',
      ),
      warning('Was it not you? There is nothing to do: your account has not changed.'),
    ],
  }),
}
