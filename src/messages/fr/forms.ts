/** Words shared by all forms; one label for one field everywhere (RGAA 11.3). */
export const forms = {
  continue: 'Continuer',
  back: 'Retour',
  validate: 'Valider',
  yes: 'Oui',
  no: 'Non',
  email: 'Adresse email',
  password: 'Mot de passe',
  allMandatory: 'Tous les champs sont obligatoires.',
  mandatoryLegend: '* : Champ obligatoire',
  errorPrefix: 'Erreur : ',
  errorSummaryTitle: (count: number): string =>
    count < 2 ? 'Un point est à corriger' : `${count} points sont à corriger`,
  showPassword: 'Afficher',
  hidePassword: 'Masquer',
  downloadFacts: (size: string): string => `PDF, ${size}`,
}
