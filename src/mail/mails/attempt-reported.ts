import { type Mail, paragraph, warning } from '../mail.ts'
import { writtenInstant } from '../written-instant.ts'

/** « Ce n'est pas moi » was pressed: what was done, and what is left to the owner. */
export const attemptReported: Mail<{ reportedAt: number }> = {
  fr: ({ reportedAt }, { serviceName }) => ({
    subject: `${serviceName} : votre signalement`,
    blocks: [
      paragraph(
        `Le ${writtenInstant(reportedAt, 'fr')}, une connexion à ${serviceName} avec votre adresse a été signalée comme n'étant pas de vous. Elle a été arrêtée et son code ne fonctionne plus.`,
      ),
      warning(
        `La personne qui l'a tentée connaissait votre mot de passe. Ouvrez ${serviceName} comme vous le faites d'habitude et changez-le avec « Mot de passe oublié ? ». S'il sert ailleurs, changez-le aussi là-bas.`,
      ),
    ],
  }),
  en: ({ reportedAt }, { serviceName }) => ({
    subject: `${serviceName}: your report`,
    blocks: [
      paragraph(
        `On ${writtenInstant(reportedAt, 'en')} a login to ${serviceName} with your address was reported as not being yours. It has been stopped and its code no longer works.`,
      ),
      warning(
        `Whoever tried it knew your password. Open ${serviceName} the way you usually do and change it with “Forgotten password?”. If you use it elsewhere, change it there too.`,
      ),
    ],
  }),
}
