/** What an invited person meets before the first login: the activation link, and asking for another sending (S1.21, RS-11). */
export const invitation = {
  activateTitle: 'Activer votre accès',
  activateLead:
    'Un expert vous a invité à une expertise. Choisissez votre mot de passe : un code vous sera ensuite demandé.',
  activateStart: 'Continuer',

  deadTitle: "Ce lien d'activation n'est plus valable",
  dead: "Il a déjà servi, il a plus de 72 heures, ou une invitation plus récente l'a remplacé.",
  deadUsed: 'Si vous avez déjà choisi votre mot de passe, connectez-vous.',
  signIn: 'Se connecter',

  askAgainTitle: 'Demander un nouvel envoi',
  askAgainLead:
    "Votre invitation a expiré ou n'est pas arrivée ? Votre demande sera montrée à l'expert, qui pourra vous la renvoyer.",
  askAgain: 'Demander un nouvel envoi',
  askedTitle: 'Votre demande est notée',
  asked: (address: string): string =>
    `Si une invitation attend ${address}, l'expert voit votre demande. Aucun message ne part avant sa décision.`,
  askedCall: "Sans nouvelles, joignez l'expert directement.",
}
