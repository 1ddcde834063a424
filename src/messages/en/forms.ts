import type { forms as source } from '../fr/forms.ts'

export const forms: typeof source = {
  continue: 'Continue',
  back: 'Back',
  validate: 'Confirm',
  yes: 'Yes',
  no: 'No',
  email: 'Email address',
  password: 'Password',
  allMandatory: 'All fields are required.',
  mandatoryLegend: '*: Required field',
  errorPrefix: 'Error: ',
  errorSummaryTitle: (count) => (count < 2 ? 'One point to correct' : `${count} points to correct`),
  showPassword: 'Show',
  hidePassword: 'Hide',
  downloadFacts: (size) => `PDF, ${size}`,
}
