/** What surrounds every page: header (S1.1), footer (S1.2), session, notices. */
export const frame = {
  product: 'Parvis',
  field: 'Procédure civile – Expertise judiciaire',
  baseline: 'La solution de dématérialisation des échanges entre les intervenants',
  documentTitle: (page: string): string => `${page} – Parvis`,
  invalidTitle: (page: string): string => `Erreur : ${page}`,
  skipToContent: 'Aller au contenu',
  homeLink: 'Parvis, accueil',
  toolsLabel: 'Langue et session',
  otherLanguage: 'English',
  signedInAs: 'Connecté en tant que',
  myAccount: 'Mon compte',
  createAccount: 'Créer un compte',
  changeProfile: 'Changer de profil',
  signOut: 'Se déconnecter',
  supportTitle: 'Une question ?',
  supportPhone: 'Téléphone',
  supportEmail: 'Email',
  footerLabel: 'Liens utiles',
  testCard: 'Tester ma carte',
  reference: 'Référence',
  referenceHint: "Communiquez cette référence à l'assistance : elle permet de retrouver ce qui s'est passé.",
  sessionSoonTitle: 'Votre session va bientôt se terminer',
  sessionSoon: (time: string): string =>
    `Sans action de votre part, elle se terminera à ${time}. Prolongez-la pour ne rien perdre.`,
  sessionLastSoon: (time: string): string =>
    `Elle se terminera à ${time} et ne peut plus être prolongée : terminez ce que vous faites, puis reconnectez-vous.`,
  extendSession: 'Prolonger ma session',
}

type Tone = 'information' | 'success' | 'warning'

/** What the step before has done, said once at the top of the next page. */
export const notices = {
  'profile-changed': { tone: 'information', text: 'Votre choix de profil a été oublié. Choisissez un profil.' },
  'password-changed': { tone: 'success', text: 'Votre nouveau mot de passe est enregistré.' },
  'password-reset': {
    tone: 'success',
    text: 'Votre nouveau mot de passe est enregistré et vos autres sessions sont terminées. Connectez-vous.',
  },
  'sign-in-expired': {
    tone: 'warning',
    text: "Cette connexion a été commencée il y a trop longtemps, ou dans un autre onglet. Elle reprend d'ici.",
  },
  'session-extended': { tone: 'success', text: 'Votre session est prolongée.' },
  'terms-accepted': { tone: 'success', text: "Votre acceptation des conditions d'utilisation est enregistrée." },
  'invitation-sent': { tone: 'success', text: "L'invitation est envoyée." },
  'participant-deactivated': { tone: 'success', text: "L'accès est inactif dès maintenant." },
  'accesses-regenerated': { tone: 'success', text: 'Les accès sont régénérés et les invitations envoyées.' },
  'session-revoked': { tone: 'success', text: 'La session est fermée.' },
  'card-blocked': { tone: 'success', text: 'La carte est bloquée.' },
  'email-changed': { tone: 'success', text: 'Votre nouvelle adresse est enregistrée.' },
  'account-activated': {
    tone: 'success',
    text: "Un lien de connexion à usage unique vient d'être utilisé : votre compte est actif et vous êtes authentifié.",
  },
  registered: { tone: 'success', text: 'Votre inscription est enregistrée.' },
  'order-kept': { tone: 'success', text: 'Votre avancement est enregistré.' },
  'order-finished': {
    tone: 'success',
    text: 'Votre commande est terminée. Cette page est prête pour la suivante.',
  },
  'relink-approved': { tone: 'success', text: 'La carte est rattachée au compte. La personne est prévenue par email.' },
  'relink-refused': { tone: 'success', text: 'La demande est refusée. La personne est prévenue par email.' },
  'grace-running': {
    tone: 'warning',
    text: "L'autorité qui a délivré votre certificat ne répond pas : votre accès est provisoire, il sera revérifié.",
  },
} satisfies Record<string, { readonly tone: Tone; readonly text: string }>

/** S1.4, and the candidate of the personal account. */
export const profiles = {
  expert: 'Expert',
  'co-expert': 'Co-Expert',
  'magistrat-greffier': 'Magistrat/Greffier',
  sapiteur: 'Sapiteur',
  'intervenant-de-partie': 'Intervenant de Partie',
  candidat: 'Candidat',
}
