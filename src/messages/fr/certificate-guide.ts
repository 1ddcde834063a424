/** How to order a certificate, first or next, and how far one is (S2.1 to S2.32). */
export const certificateGuide = {
  title: 'Commander ou renouveler mon certificat',
  lead: 'Un renouvellement est une nouvelle commande de carte : nouveau certificat, nouveau numéro de série. Votre compte reste le même.',
  notSignedIn: "Connectez-vous pour garder votre avancement : ici, rien de ce que vous saisissez n'est conservé.",
  nextStep: (number: number, title: string): string => `Prochaine étape : ${number}. ${title}`,
  allDone: 'Toutes les étapes sont faites. Il reste à renvoyer le procès-verbal de remise.',
  late: "Votre nouvelle carte risque d'arriver après l'échéance de la carte actuelle : ne tardez pas.",

  dates: 'Vos dates',
  datesHint:
    "Indicatives : environ un mois pour le retour du président, 3 à 6 semaines pour la livraison. Un délai qui finit un samedi, un dimanche ou un jour férié va au premier jour ouvré suivant. Ce qui n'est pas encore fait est compté à partir d'aujourd'hui.",
  certificateEnd: 'Échéance de votre carte actuelle',
  orderWindow: 'Commander la suivante',
  presidentBack: 'Retour des documents du président',
  delivery: 'Arrivée de la carte ou de la clé',
  around: (day: string): string => `vers le ${day}`,
  between: (from: string, until: string): string => `entre le ${from} et le ${until}`,

  steps: {
    choose: 'Choisir le produit',
    pay: 'Remplir le formulaire et payer',
    president: 'Faire authentifier les documents par le président',
    send: 'Envoyer le dossier complet',
    receive: 'Recevoir la carte et renvoyer le procès-verbal',
    activate: 'Installer le logiciel et activer',
  },
  doneOn: {
    choose: 'Produit choisi le',
    pay: 'Commande payée le',
    president: 'Documents envoyés au président le',
    send: 'Dossier complet envoyé à CertEurope le',
    receive: 'Carte ou clé reçue le',
    record: 'Procès-verbal de remise renvoyé le',
    activate: 'Certificat activé le',
  },
  explained: {
    choose: [
      "Sur le portail de commande de CertEurope, connectez-vous avec l'identifiant et le mot de passe choisis à votre première commande ; à la première visite, créez un compte.",
      'Commandez une nouvelle carte. Le produit habituel est celui où le président de votre Compagnie vous authentifie.',
      "Les produits avec remise coûtent plus cher : le livreur vérifie votre identité et ne remet la carte qu'à vous, sur présentation d'une pièce d'identité.",
    ],
    pay: [
      'Saisissez votre SIREN puis « Rechercher » : le formulaire se remplit. « Suivant », et vérifiez vos données.',
      "Une étape facultative se passe avec « Suivant ». Vérifiez encore, jusqu'au bas de la page : d'autres éléments y sont demandés.",
      'Payez. Un email arrive avec deux pièces jointes : la facture, et le dossier à imprimer et à compléter.',
    ],
    president: [
      "Imprimez et complétez le dossier. L'attestation d'appartenance à la Compagnie est à signer par son président : celle-ci est préremplie.",
      "Joignez la copie d'une pièce d'identité : en couleur, recto et verso, en cours de validité.",
      "Envoyez le tout par la poste, avec une enveloppe timbrée à votre adresse. Pas d'email.",
      'Le président vous authentifie par le moyen de son choix, puis vous renvoie les documents.',
    ],
    send: ['Une fois les documents revenus du président, envoyez le dossier complet à CertEurope.'],
    receive: [
      'La carte et son lecteur, ou la clé USB, arrivent en 3 à 6 semaines.',
      'À la réception, signez et renvoyez le procès-verbal de remise du support.',
    ],
    activate: [
      'Installez le logiciel Trusted Key Manager (PC ou Mac) : sans lui, la carte ne fonctionne pas ici.',
      "Un code d'activation arrive à l'adresse email donnée à la commande : activez le certificat.",
      "Connectez-vous ici avec la nouvelle carte et répondez « Oui » à « Avez-vous déjà un compte ? ». Les deux cartes fonctionnent jusqu'à l'échéance de l'ancienne.",
    ],
  },
  orderPortal: 'Portail de commande de CertEurope',
  softwareSite: 'Télécharger Trusted Key Manager',

  holder: 'Prénom et nom du titulaire',
  siren: 'Votre SIREN',
  sirenHint:
    "Neuf chiffres : votre numéro individuel, de personne physique. Le SIREN d'une société ou de la Compagnie est interdit.",
  sirenOfCard: (siren: string): string =>
    `Votre carte actuelle porte le SIREN ${siren} : vérifiez que le numéro saisi est bien le vôtre.`,
  support: 'Support choisi',
  supports: { card: 'Carte avec lecteur', key: 'Clé USB' },
  compagnie: 'Votre Compagnie',
  noCompagnie: 'Choisir',
  noCompagnieListed: "La liste des Compagnies n'est pas renseignée ici : demandez l'adresse du président à la vôtre.",
  sendTo: 'À envoyer à',

  keep: 'Enregistrer mon avancement',
  compute: 'Vérifier et calculer mes dates',
  attestation: 'Attestation à faire signer (PDF)',
}
