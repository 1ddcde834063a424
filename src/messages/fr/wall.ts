/** The first screen (S1.5, S1.6), extended to the co-expert without a card and to the personal account. */
export const wall = {
  title: 'Choix du profil',
  question: "Quel est votre profil d'utilisateur ?",
  options: {
    carte: {
      label:
        "Magistrat, Greffier, Expert, Co-Expert ou Sapiteur disposant d'un certificat sur support physique (carte ou clé usb)",
      help: ['Authentification par certificat et code PIN'],
    },
    'intervenant-de-partie': {
      label: 'Partie / Intervenant de Partie',
      help: [
        'Authentification par email/mot de passe',
        "Également pour le Co-Expert ne disposant pas d'un certificat sur support physique",
      ],
    },
    sapiteur: { label: 'Sapiteur', help: ['Authentification par email/mot de passe'] },
    candidat: {
      label: 'Compte personnel',
      help: ['Candidats à un office public ou ministériel', 'Authentification par email/mot de passe'],
    },
  },
  sharedComputer: 'Poste partagé : ne rien retenir sur cet ordinateur',
  sharedComputerHelp: 'Sinon, votre choix est retenu pendant les 7 jours qui suivent votre dernière connexion.',
}
