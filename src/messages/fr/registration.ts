/** First login with a card: who one is, then the form of S1.37 with its exact labels (S1.35 to S1.43, S1.53 to S1.56). */
export const registration = {
  banner: 'Bienvenue sur Parvis',
  bannerText: 'La plateforme de dématérialisation des expertises judiciaires',
  help: 'Aide',
  helpQuestion: 'Aide ?',
  helpLines: [
    'Les champs marqués * sont obligatoires. Un « ! » signale ceux qui sont à corriger.',
    'Le prénom et le nom sont ceux de votre état civil ou de votre inscription sur la liste.',
    "Inscrit à la fois auprès d'une cour d'appel et d'une cour administrative d'appel : choisissez la cour d'appel seule.",
    'Cochez toutes les spécialités de votre inscription. La recherche porte sur le code ou sur les mots.',
    "Ce que vous avez saisi est conservé en cas d'erreur ou d'interruption.",
  ],

  profileTitle: 'Votre inscription',
  profileQuestion: 'À quel titre vous inscrivez-vous ?',
  titles: {
    expert: "Formulaire d'inscription pour les experts",
    'co-expert': "Formulaire d'inscription pour les co-experts",
    'magistrat-greffier': "Formulaire d'inscription pour les magistrats et greffiers",
    sapiteur: "Formulaire d'inscription pour les sapiteurs",
  },

  certificate: 'VOTRE CERTIFICAT',
  givenNames: 'PRÉNOM *',
  surname: 'NOM *',
  landline: 'TÉLÉPHONE FIXE',
  mobile: 'TÉLÉPHONE MOBILE',
  email: 'EMAIL *',
  address: 'ADRESSE POSTALE *',
  street: 'Numéro et voie *',
  streetMore: "Complément d'adresse",
  postcode: 'Code postal *',
  town: 'Ville *',
  country: 'Pays *',
  court: "COUR D'APPEL DE RATTACHEMENT *",
  courtHint:
    "Une seule réponse. Si vous êtes inscrit auprès d'une cour d'appel et d'une cour administrative d'appel, choisissez la cour d'appel.",
  courtNone: 'Choisissez une cour',
  courtGroups: {
    CA: "Cours d'appel",
    TSA: "Tribunal supérieur d'appel",
    CAA: "Cours administratives d'appel (si vous n'êtes inscrit auprès d'aucune cour d'appel)",
  },
  tribunal: 'JURIDICTION *',
  tribunalHint: 'Exemple : Tribunal judiciaire de Lyon',
  office: 'FONCTION *',
  offices: { magistrat: 'Magistrat', greffier: 'Greffier' },
  cassation: 'ÊTES-VOUS AGRÉÉ(E) COUR DE CASSATION ?',
  terms: "J'accepte les CGU et suis responsable des informations saisies",
  termsDownload: (label: string): string => `Télécharger les CGU (version ${label})`,
  validate: 'VALIDER',
  reset: 'RÉ-INITIALISER',

  specialities: 'SPÉCIALITÉS *',
  specialitiesHint: (edition: string): string => `Une ou plusieurs, selon la nomenclature ${edition}.`,
  specialitiesChosen: 'Vos spécialités',
  specialityAlready: 'déjà choisie',
  specialitySearch: 'Rechercher une spécialité',
  specialitySearchHint: 'Un mot ou un code. Exemples : toiture, C.1',
  specialitySearchGo: 'Chercher',
  specialitySearchAll: 'Tout afficher',
  specialityFound: (count: number, search: string): string =>
    count === 0
      ? `Aucune spécialité ne correspond à « ${search} ».`
      : `${count} ${count === 1 ? 'spécialité correspond' : 'spécialités correspondent'} à « ${search} ».`,
}
