import type { password as source } from '../fr/password.ts'

export const password: typeof source = {
  forgottenTitle: 'Forgotten password',
  forgottenLead: 'Give your email address: you will receive a link to choose a new password.',
  forgottenSend: 'Receive the link',
  sentTitle: 'Look in your mailbox',
  sent: (address) =>
    `If an account exists for ${address}, a link has just been sent there. It is valid for 30 minutes and works once.`,
  sentSender: (sender) => `Sender to look for: ${sender} (look in the spam folder too).`,
  sentBack: 'Back to sign-in',

  resetTitle: 'Choose a new password',
  resetLead: 'You asked to change your password. Nothing changes until you have saved the new one.',
  resetStart: 'Continue',
  linkDeadTitle: 'This link is no longer valid',
  linkDead: 'It has already been used, is more than 30 minutes old, or a newer link has replaced it.',
  linkDeadAgain: 'Ask for a new link',

  newTitles: {
    reset: 'Choose a new password',
    temporary: 'Choose your password',
    first: 'Choose your password',
    change: 'Change my password',
  },
  newLeads: {
    reset: 'Your other sessions will be ended and an email will confirm it. A code will be asked for at sign-in.',
    temporary: 'The password received by email was temporary: replace it before going on.',
    first: 'You will use it at every sign-in, with a 6-digit code received by email.',
    change: 'Your other sessions will be ended and an email will confirm it.',
  },
  current: 'Current password',
  fresh: 'New password',
  confirmation: 'Confirm the new password',
  policy: [
    '15 characters or more; beyond 64 is fine too.',
    'A sentence of several words is easy to remember and strong. No digit or special sign is imposed.',
    'No common password, nor your name, your address or the name of the service.',
  ],
  policyTitle: 'A good password',
  save: 'Save',
}
