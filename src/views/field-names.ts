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
} as const

/** What a ticked box posts. */
export const ticked = 'oui'
