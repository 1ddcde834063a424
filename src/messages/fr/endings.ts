/** Pages on which a journey stops: what happened, what to do, whom to call. */
export const endings = {
  toHome: "Aller à l'accueil",
  signInAgain: 'Se reconnecter',
  tryAgain: 'Réessayer',
  callSupport: "Si cela se répète, appelez l'assistance (coordonnées au bas de la page).",

  signedOutTitle: 'Vous êtes déconnecté',
  signedOut: 'Votre session est terminée, ici et dans les applications ouvertes avec elle.',
  signedOutCard: 'Retirez votre carte ou votre clé du lecteur. Sur un poste partagé, fermez aussi le navigateur.',

  sessionEnded: {
    idle: {
      title: 'Votre session est terminée',
      text: 'Elle est restée sans activité trop longtemps. Reconnectez-vous pour reprendre.',
    },
    absolute: {
      title: 'Votre session est terminée',
      text: 'Elle a atteint sa durée maximale. Reconnectez-vous pour reprendre.',
    },
    revoked: {
      title: 'Votre session a été fermée',
      text: "Vous-même, un changement de mot de passe ou l'administration de la plateforme l'a fermée depuis ailleurs.",
    },
    certificate: {
      title: 'Votre session a été fermée',
      text: "Le certificat de votre carte n'est plus valable. Adressez-vous à l'autorité qui l'a délivré.",
    },
  },

  errorTitle: "Quelque chose n'a pas fonctionné",
  error: "L'incident vient de la plateforme, pas de vous. Ce que vous aviez déjà validé est conservé.",
  badRequestTitle: "Cette demande n'a pas pu être comprise",
  badRequest: 'La page était peut-être ouverte depuis longtemps, ou son contenu a été modifié en chemin.',
  forbiddenTitle: "Vous n'avez pas accès à cette page",
  forbidden: 'Votre compte, ou le profil choisi, ne donne pas accès à cette page. Vous pouvez changer de profil.',
  notFoundTitle: "Cette page n'existe pas",
  notFound: "L'adresse est peut-être incomplète, ou la page a été déplacée.",
  throttledTitle: 'Trop de demandes',
  throttled: (wait: string): string => `Par sécurité, attendez ${wait} avant de recommencer.`,
  unavailableTitle: 'Service momentanément indisponible',
  unavailable: "Un élément dont dépend la connexion ne répond pas. Par prudence, rien n'a été ouvert ni modifié.",
  unavailableRetry: 'Réessayez dans quelques minutes.',

  outdatedTitle: 'Votre accès doit être renouvelé',
  outdated: (cutOff: string): string =>
    `Vos identifiants sont bons, mais votre accès à l'expertise date d'avant le ${cutOff} : les accès de cette époque ne permettent plus de se connecter.`,
  inactiveTitle: "Votre invitation n'est plus active",
  inactive:
    "Vos identifiants sont bons, mais aucune expertise ne vous est ouverte sous ce profil : l'invitation a été désactivée, ou elle est antérieure au renouvellement des accès.",
  inactiveSteps: [
    "Demandez à l'expert chargé de l'expertise de vous inviter à nouveau.",
    'Si vous participez à une expertise sous un autre profil, changez de profil.',
  ],
}
