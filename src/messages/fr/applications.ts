/** Applications that trust Parvis: on the way to them, and the list of those one is logged in to. */
export const applications = {
  title: 'Mes applications',
  shortcutHelp: 'Avec la session ouverte ici, sans nouvelle connexion.',
  lead: 'Les applications dans lesquelles vos sessions sont ouvertes. Se déconnecter ici les ferme toutes.',
  none: "Aucune application n'est ouverte avec votre session.",
  name: 'Application',
  openedAt: 'Ouverte le',
  session: 'Session',
  state: 'État',
  thisSession: 'Cette session',
  otherSession: (name: string): string => `Session ${name}`,
  open: (name: string): string => `Ouvrir ${name}`,
  states: {
    open: 'ouverte',
    leaving: 'fermeture en cours',
    told: 'fermée',
    unreachable: 'fermée, application injoignable',
    closed: 'fermée',
  },

  chooseTitle: 'Avec quel profil ?',
  chooseAsked: (application: string): string => `${application} vous demande de confirmer votre profil.`,
  chooseNotAccepted: (application: string, profile: string): string =>
    `${application} n'est pas ouverte au profil ${profile}.`,
  chooseAccepted: (profiles: readonly string[]): string =>
    `Elle est ouverte à : ${profiles.join(', ')}. Changez de profil si vous en avez un autre.`,
  chooseNow: (person: string, profile: string): string => `Vous êtes connecté en tant que ${person}, ${profile}.`,
  goOnAs: (profile: string): string => `Continuer en tant que ${profile}`,
  changeProfile: 'Changer de profil',

  cardTitle: 'Votre carte est demandée',
  cardDemanded: (application: string): string =>
    `Pour continuer, ${application} demande une connexion avec votre carte ou votre clé.`,
  cardWished: (application: string): string =>
    `${application} préfère une connexion avec votre carte ou votre clé. Vous pouvez continuer sans elle.`,
  cardNote: 'Branchez-la avant de continuer. Votre session et vos autres applications restent ouvertes.',
  useCard: 'Continuer avec ma carte',
  goOnWithout: 'Continuer sans carte',
  backTo: (application: string): string => `Revenir à ${application}`,

  returnTitle: "Retour à l'application",
  returning: (application: string): string => `Vous allez être dirigé vers ${application}.`,
  returnNow: 'Continuer',
  anApplication: "l'application",

  someApplication: 'Une application',
  leaveTitle: 'Se déconnecter ?',
  leaveLead: (application: string): string => `${application} propose de fermer votre session.`,
  leaveEffect: 'Toutes les applications ouvertes avec elle seront fermées.',
  leave: 'Se déconnecter',
  stay: 'Rester connecté',

  requestOverTitle: "Cette demande n'est plus valable",
  requestOver: "Elle a déjà servi, ou elle a attendu trop longtemps. Retournez à l'application et recommencez.",
  errorTitle: "La demande de l'application ne peut pas aboutir",
  error: "L'application vous a dirigé ici avec une demande que Parvis ne peut pas accepter.",
  errorForDeveloper: "Pour l'équipe de l'application",
}
