import { facts, type Mail, paragraph } from '../mail.ts'

/** An administrator did not find that the card belongs to the account. */
export const cardNotAttached: Mail<{ cardLabel: string; issuer: string }> = {
  fr: ({ cardLabel, issuer }, { serviceName }) => ({
    subject: `${serviceName} : votre demande de rattachement`,
    blocks: [
      paragraph(
        "Vous avez demandé à rattacher cette carte ou clé à votre compte. Les deux certificats comparés ne permettent pas d'être certain qu'ils sont à la même personne : la carte n'a pas été rattachée.",
      ),
      facts(['Carte', cardLabel], ['Émise par', issuer]),
      paragraph(
        "Votre compte et vos autres moyens de connexion n'ont pas changé. Pour en parler, appelez l'assistance en donnant la référence affichée lors de votre demande.",
      ),
    ],
  }),
  en: ({ cardLabel, issuer }, { serviceName }) => ({
    subject: `${serviceName}: your request to attach a card`,
    blocks: [
      paragraph(
        'You asked to attach this card or key to your account. The two certificates, compared, do not make it certain that they belong to the same person: the card was not attached.',
      ),
      facts(['Card', cardLabel], ['Issued by', issuer]),
      paragraph(
        'Your account and your other ways to log in have not changed. To talk about it, call support and give the reference that was shown with your request.',
      ),
    ],
  }),
}
