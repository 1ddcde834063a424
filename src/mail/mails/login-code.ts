import { type Mail, paragraph, secret, warning } from '../mail.ts'
import { writtenTime } from '../written-instant.ts'

/** S1.26, OT-14: who asks, until when, never to be given; no link, and nothing in the subject. */
export const loginCode: Mail<{ code: string; expiresAt: number }> = {
  fr: ({ code, expiresAt }, { serviceName }) => ({
    subject: `${serviceName} : votre code temporaire`,
    blocks: [
      paragraph(
        `Vous venez de saisir votre adresse et votre mot de passe pour vous connecter à ${serviceName}. Voici le code à recopier sur la page de connexion.`,
      ),
      secret(code),
      paragraph(
        `Ce code est valable 10 minutes, jusqu'à ${writtenTime(expiresAt, 'fr')}, et ne sert qu'une fois. En demander un autre l'annule.`,
      ),
      warning(
        `Ne donnez jamais ce code, ni par téléphone ni par message, même à une personne qui se présente au nom de ${serviceName}, d'une juridiction ou d'un expert.`,
      ),
      paragraph(
        `Ce n'est pas vous ? N'utilisez pas ce code : quelqu'un connaît votre mot de passe. Ouvrez ${serviceName} comme vous le faites d'habitude et changez-le avec « Mot de passe oublié ? ».`,
      ),
    ],
  }),
  en: ({ code, expiresAt }, { serviceName }) => ({
    subject: `${serviceName}: your temporary code`,
    blocks: [
      paragraph(
        `You have just entered your address and password to log in to ${serviceName}. Here is the code to copy on the login page.`,
      ),
      secret(code),
      paragraph(
        `This code is valid for 10 minutes, until ${writtenTime(expiresAt, 'en')}, and works once. Asking for another one cancels it.`,
      ),
      warning(
        `Never give this code to anyone, neither by telephone nor by message, even to someone who claims to speak for ${serviceName}, a court or an expert.`,
      ),
      paragraph(
        `Was it not you? Do not use this code: somebody knows your password. Open ${serviceName} the way you usually do and change it with “Forgotten password?”.`,
      ),
    ],
  }),
}
