import { facts, link, type Mail, paragraph } from '../mail.ts'
import { portalLink } from '../portal-link.ts'
import { writtenInstant } from '../written-instant.ts'

interface CardEnds {
  readonly cardLabel: string
  readonly issuer: string
  readonly notAfter: number
  readonly daysLeft: number
  /** Of the guide to the next card. */
  readonly path: string
}

/** S2.29 to S2.32: the next card takes 7 to 11 weeks; in good time, while the present one still opens the account. */
export const cardEnds: Mail<CardEnds> = {
  fr: ({ cardLabel, issuer, notAfter, daysLeft, path }, letterhead) => ({
    subject: `${letterhead.serviceName} : votre certificat arrive à échéance`,
    blocks: [
      paragraph(`Le certificat de votre carte ou clé ${dueFr(daysLeft)}. Ensuite, il n'ouvrira plus votre compte.`),
      facts(['Certificat', cardLabel], ['Émis par', issuer], ['Échéance', writtenInstant(notAfter, 'fr')]),
      paragraph(
        "Le renouvellement est une nouvelle commande : comptez 7 à 11 semaines, dont un mois pour l'attestation du président de votre Compagnie et 3 à 6 semaines pour la livraison.",
      ),
      link('Suivre les étapes de la commande', portalLink(letterhead, path)),
      paragraph(
        'À la première connexion avec la nouvelle carte, répondez « Oui » à la question « Avez-vous déjà un compte ? » : vous retrouverez le vôtre. Les deux cartes fonctionnent jusque-là.',
      ),
    ],
  }),
  en: ({ cardLabel, issuer, notAfter, daysLeft, path }, letterhead) => ({
    subject: `${letterhead.serviceName}: your certificate is about to expire`,
    blocks: [
      paragraph(`The certificate of your card or key ${dueEn(daysLeft)}. After that it no longer opens your account.`),
      facts(['Certificate', cardLabel], ['Issued by', issuer], ['Expires', writtenInstant(notAfter, 'en')]),
      paragraph(
        'Renewing is a new order: allow 7 to 11 weeks, of which one month for the attestation by the president of your Compagnie and 3 to 6 weeks for the delivery.',
      ),
      link('Follow the steps of the order', portalLink(letterhead, path)),
      paragraph(
        'At the first login with the new card, answer “Yes” to the question “Do you already have an account?”: you will find yours again. Both cards work until then.',
      ),
    ],
  }),
}

const dueFr = (days: number): string =>
  days < 1 ? "expire aujourd'hui" : `expire dans ${days} ${days === 1 ? 'jour' : 'jours'}`
const dueEn = (days: number): string =>
  days < 1 ? 'expires today' : `expires in ${days} ${days === 1 ? 'day' : 'days'}`
