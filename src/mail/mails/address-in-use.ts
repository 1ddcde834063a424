import { type Mail, paragraph, warning } from '../mail.ts'
import { writtenInstant } from '../written-instant.ts'

/** Somebody wants an address for an account that has one already: the screen does not say so, its owner is told (EN-3). */
export const addressInUse: Mail<{ askedAt: number }> = {
  fr: ({ askedAt }, { serviceName }) => ({
    subject: `${serviceName} : vous avez déjà un compte`,
    blocks: [
      paragraph(
        `Le ${writtenInstant(askedAt, 'fr')}, votre adresse a été donnée à ${serviceName} pour un compte. Elle est déjà celle du vôtre : rien n'a été créé ni changé.`,
      ),
      paragraph(
        `C'était vous ? Connectez-vous avec votre compte, ou utilisez « Mot de passe oublié ? ». Pour rattacher une nouvelle carte, répondez « Oui » à la question « Avez-vous déjà un compte ? ».`,
      ),
      warning(`Ce n'était pas vous ? Vous n'avez rien à faire : votre compte n'a pas changé.`),
    ],
  }),
  en: ({ askedAt }, { serviceName }) => ({
    subject: `${serviceName}: you already have an account`,
    blocks: [
      paragraph(
        `On ${writtenInstant(askedAt, 'en')} your address was given to ${serviceName} for an account. It already is the one of yours: nothing was created or changed.`,
      ),
      paragraph(
        'Was it you? Sign in with your account, or use “Forgotten password?”. To attach a new card, answer “Yes” to the question “Do you already have an account?”.',
      ),
      warning('Was it not you? There is nothing to do: your account has not changed.'),
    ],
  }),
}
