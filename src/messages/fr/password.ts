/** Forgotten password, and choosing a new one (PW-17, RS-11, EN-2). */
export const password = {
  forgottenTitle: 'Mot de passe oublié',
  forgottenLead: 'Indiquez votre adresse email : vous recevrez un lien pour choisir un nouveau mot de passe.',
  forgottenSend: 'Recevoir le lien',
  sentTitle: 'Regardez votre messagerie',
  sent: (address: string): string =>
    `Si un compte existe pour ${address}, un lien vient d'y être envoyé. Il est valable 30 minutes et ne sert qu'une fois.`,
  sentSender: (sender: string): string => `Expéditeur à rechercher : ${sender} (regardez aussi les indésirables).`,
  sentBack: 'Revenir à la connexion',

  resetTitle: 'Choisir un nouveau mot de passe',
  resetLead:
    "Vous avez demandé à changer de mot de passe. Rien ne change tant que vous n'avez pas enregistré le nouveau.",
  resetStart: 'Continuer',
  linkDeadTitle: "Ce lien n'est plus valable",
  linkDead: "Il a déjà servi, il a plus de 30 minutes, ou un lien plus récent l'a remplacé.",
  linkDeadAgain: 'Demander un nouveau lien',

  newTitles: {
    reset: 'Choisir un nouveau mot de passe',
    temporary: 'Choisissez votre mot de passe',
    first: 'Choisissez votre mot de passe',
    change: 'Modifier mon mot de passe',
  },
  newLeads: {
    reset:
      'Vos autres sessions seront terminées et un email vous le confirmera. Un code vous sera demandé à la connexion.',
    temporary: 'Le mot de passe reçu par email était provisoire : remplacez-le avant de continuer.',
    first: 'Il vous servira à chaque connexion, avec un code à 6 chiffres reçu par email.',
    change: 'Vos autres sessions seront terminées et un email vous le confirmera.',
  },
  current: 'Mot de passe actuel',
  fresh: 'Nouveau mot de passe',
  confirmation: 'Confirmer le nouveau mot de passe',
  policy: [
    '15 caractères ou plus ; au-delà de 64, cela convient aussi.',
    'Une phrase de plusieurs mots est facile à retenir et solide. Aucun chiffre ni signe particulier imposé.',
    'Pas de mot de passe répandu, ni votre nom, votre adresse ou le nom du service.',
  ],
  policyTitle: 'Un bon mot de passe',
  save: 'Enregistrer',
}
