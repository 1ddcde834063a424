/** The names under which forms are posted: written by the views, read by the routes. They also are the fields' ids. */
export const fieldNames = {
  attempt: 'tentative',
  profile: 'profil',
  sharedComputer: 'poste-partage',
  hasAccount: 'deja-un-compte',
  email: 'email',
  password: 'mot-de-passe',
  code: 'code',
  currentPassword: 'mot-de-passe-actuel',
  newPassword: 'nouveau-mot-de-passe',
  confirmation: 'confirmation',
  acceptance: 'acceptation',
  language: 'langue',

  givenNames: 'prenom',
  surname: 'nom',
  landline: 'telephone-fixe',
  mobile: 'telephone-mobile',
  street: 'voie',
  streetMore: 'complement',
  postcode: 'code-postal',
  town: 'ville',
  country: 'pays',
  court: 'cour',
  tribunal: 'juridiction',
  office: 'fonction',
  specialities: 'specialites',
  specialitySearch: 'recherche-specialite',
  cassation: 'cour-de-cassation',
  /** Which button of the form was pressed: one of `formActions`. */
  formAction: 'action',

  newEmail: 'nouvel-email',
  usedName: 'nom-d-usage',
  otherNames: 'autres-prenoms',
  birthDate: 'date-de-naissance',
  birthPlace: 'lieu-de-naissance',
  declaration: 'declaration',
  bar: 'barreau',
  /** Of a decision. */
  reason: 'motif',

  holder: 'titulaire',
  siren: 'siren',
  compagnie: 'compagnie',
  support: 'support',
  /** Days on which the steps of an order were done. */
  choose: 'jour-choix',
  pay: 'jour-paiement',
  president: 'jour-president',
  send: 'jour-envoi',
  receive: 'jour-reception',
  record: 'jour-proces-verbal',
  activate: 'jour-activation',
} as const

/** Buttons that share one form, so that nothing typed is lost. */
export const formActions = {
  validate: 'valider',
  search: 'chercher',
  showAll: 'tout-afficher',
  reset: 're-initialiser',
  attestation: 'attestation',
  approve: 'rattacher',
  refuse: 'refuser',
} as const

/** What a ticked box posts. */
export const ticked = 'oui'
