import type { email as source } from '../fr/email.ts'

export const email: typeof source = {
  titles: {
    'intervenant-de-partie': "Party / Party's representative",
    sapiteur: 'Sapiteur (specialist adviser)',
    candidat: 'Personal account',
  },
  codeTitles: {
    'intervenant-de-partie': "Party / Party's representative",
    sapiteur: 'Sapiteur (specialist adviser)',
    candidat: 'Personal account',
    rattachement: 'Attach this card to your account',
    inscription: 'Prove your email address',
  },
  loginLead: 'Sign-in with email and password',
  forgotten: 'Forgotten password?',
  invitationExpired: 'Has your invitation expired or gone missing?',
  throttled: (wait) =>
    `Too many tries have failed. For safety, wait ${wait} before trying again, or ask for a new password.`,

  codeSubtitle: 'Enter your temporary authentication code',
  codeLabel: 'Temporary code',
  codeHint: '6 digits, received by email',
  codeSent: (address) => `An email with your temporary 6-digit code has just been sent to ${address}.`,
  codeSentAgain: (address) => `A new code has just been sent to ${address}. The former code no longer works.`,
  codeDelayed: (address) =>
    `Emails are being sent late at the moment. Your code will leave for ${address} as soon as possible: stay on this page.`,
  codeSender: (sender) => `Sender to look for: ${sender} (look in the spam folder too).`,
  codeValidUntil: (time) => `The code is valid for 10 minutes, until ${time}.`,
  codeTimeLeft: 'Time left:',
  codeTimeLeftAt: (minutes) => `You have ${minutes} left to enter the code.`,
  codeResendHint: 'If it does not come, or if time has run out, press "Send the code again".',
  codeTriesLeft: (tries) => `You have ${tries} left.`,
  resend: 'Send the code again',
  resendWait: (wait) => `Sending again will be possible in ${wait}.`,
  resendSpent: (wait) => `Too many codes have been asked for. Sending again will be possible in ${wait}.`,
  notMe: 'This is not me',
  notMeHint: 'You did not ask for this code?',
  dead: {
    expired: 'Time has run out: this code is no longer valid. Ask for a new one.',
    spent: 'Too many tries: this code is no longer valid. Start the login again.',
  },

  notMeTitle: 'Not you?',
  notMeLead:
    'If you did not start this sign-in, someone probably knows your password. Without the code, that person did not get in.',
  notMeEffect: 'If you confirm, the current sign-in is cancelled and the code stops working.',
  notMeConfirm: 'Cancel this sign-in',
  notMeDoneTitle: 'The sign-in is cancelled',
  notMeDone: 'The code no longer works. To be safe, change your password now.',
  notMeReset: 'Change my password',
}
