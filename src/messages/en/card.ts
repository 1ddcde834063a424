import type { card as source } from '../fr/card.ts'

export const card: typeof source = {
  startTitle: 'Sign in with a card or USB key',
  startLead: 'Have your card (or USB key) and its PIN at hand.',
  startSteps: [
    'Insert the card into its reader, or plug in the key, then wait a few seconds.',
    'Press "Present my card": the browser shows your certificates.',
    'Choose the authentication certificate, then "OK".',
    'Type the PIN in the window that appears.',
  ],
  pinPrivate:
    'The choice of certificate and the PIN stay between your browser and your card: Parvis never sees your PIN.',
  present: 'Present my card',
  helpTitle: 'Nothing happens, or no certificate is offered?',
  help: [
    'Check that the card is fully inserted and that the light of the reader is on.',
    'Check that the software of the card is installed (Trusted Key Manager for a CertEurope card), then restart the browser.',
    'A certificate that has expired is no longer offered by the browser: check its end date.',
    'On a computer that you do not manage, ask the person who does.',
  ],
  testLink: 'Test my card without signing in',

  testStartTitle: 'Test my card',
  testStartLead: 'The same checks as at sign-in, with a plain result. No account is needed and nothing is opened.',
  testStart: 'Test my card',
  testTitle: 'Result of the test of your card',
  testAccepted: 'Your card works: you can sign in with it.',
  testRefused: 'You cannot sign in with your card at the moment.',
  testChecksTitle: 'The checks, one by one',
  testCertificateTitle: 'Your certificate',
  testAgain: 'Test again',
  testSignIn: 'Go to sign-in',
  checkStates: { passed: 'Passed', failed: 'Failed', warning: 'To watch', skipped: 'Not checked' },
  checks: {
    presented: 'A certificate was presented',
    issuer: 'It comes from an authority recognised by the platform',
    dates: 'It is within its validity period',
    usage: 'It is meant for authentication',
    policy: 'It is of a kind accepted for sign-in',
    key: 'Its key is strong enough',
    revocation: 'It has been neither revoked nor suspended',
    device: 'It lives on a physical device (card or key)',
  },
  facts: {
    holder: 'Holder',
    issuer: 'Authority',
    serialNumber: 'Serial number',
    validity: 'Validity',
    level: 'Level',
  },
  validFromTo: (from, to) => `from ${from} to ${to}`,
  levels: {
    hardware: 'Physical device (card or key)',
    software: 'Software certificate',
    unknown: 'Not determined',
  },

  unknownTitle: 'Certificate not yet known',
  unknownLead: 'Your certificate is valid, but it is not attached to any account.',
  unknownQuestion: 'Do you already have an account?',
  unknownYesHelp: 'Your card has been renewed or replaced: you will attach it to your account.',
  unknownNoHelp: 'This is your first sign-in: you will fill in the registration form.',
}
