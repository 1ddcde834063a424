import type { terms as source } from '../fr/terms.ts'

export const terms: typeof source = {
  title: 'Terms of use',
  leads: {
    first: 'Before you use the platform for the first time, please read the terms of use.',
    'new-version': 'A new version of the terms of use applies. Please read it.',
  },
  version: (label, from) => `Version ${label}, in force since ${from}`,
  download: 'Download the terms of use',
  fingerprint: 'SHA-256 fingerprint of the document',
  accept: 'I have read and I accept the terms of use',
  submit: 'Accept and continue',
  refuse: 'Refuse and sign out',
  proof: 'The date, the time and the version accepted are kept as proof. You will be able to download a receipt.',
  refusedTitle: 'You refused the terms',
  refused:
    'You are signed out and nothing else has changed: your account and your cases are kept. The terms will be put to you again at your next sign-in.',
  refusedAgain: 'Sign in again',
}
