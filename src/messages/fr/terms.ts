/** The gate before anything else (S1.44 to S1.47); refusing is possible and only signs out. */
export const terms = {
  title: "Conditions générales d'utilisation",
  leads: {
    first: "Avant votre première utilisation, prenez connaissance des conditions générales d'utilisation (CGU).",
    'new-version':
      "Une nouvelle version des conditions générales d'utilisation (CGU) s'applique. Prenez-en connaissance.",
  },
  version: (label: string, from: string): string => `Version ${label}, applicable depuis le ${from}`,
  download: 'Télécharger les CGU',
  fingerprint: 'Empreinte SHA-256 du document',
  accept: "J'ai lu et j'accepte les conditions générales d'utilisation",
  submit: 'Accepter et continuer',
  refuse: 'Refuser et se déconnecter',
  proof: "La date, l'heure et la version acceptée sont conservées comme preuve. Vous pourrez télécharger un reçu.",
  refusedTitle: 'Vous avez refusé les conditions',
  refused:
    "Vous êtes déconnecté et rien d'autre n'a changé : votre compte et vos expertises sont conservés. Les conditions vous seront proposées à votre prochaine connexion.",
  refusedAgain: 'Se reconnecter',
}
