import { type Mail, paragraph, warning } from '../mail.ts'
import { writtenInstant } from '../written-instant.ts'

/** RS-6: the owner is told, without the password and without a link to imitate. */
export const passwordChanged: Mail<{ changedAt: number }> = {
  fr: ({ changedAt }, { serviceName }) => ({
    subject: `${serviceName} : votre mot de passe a été changé`,
    blocks: [
      paragraph(
        `Le mot de passe de votre accès à ${serviceName} a été changé le ${writtenInstant(changedAt, 'fr')}. Vos autres sessions ont été fermées.`,
      ),
      warning(
        `Ce n'est pas vous ? Ouvrez ${serviceName} comme vous le faites d'habitude, choisissez « Mot de passe oublié ? », puis prévenez l'assistance et vérifiez la sécurité de votre messagerie.`,
      ),
    ],
  }),
  en: ({ changedAt }, { serviceName }) => ({
    subject: `${serviceName}: your password has been changed`,
    blocks: [
      paragraph(
        `The password of your access to ${serviceName} was changed on ${writtenInstant(changedAt, 'en')}. Your other sessions have been closed.`,
      ),
      warning(
        `Was it not you? Open ${serviceName} the way you usually do, choose “Forgotten password?”, then tell support and check that your mailbox is safe.`,
      ),
    ],
  }),
}
