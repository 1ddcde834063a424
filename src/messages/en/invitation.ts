import type { invitation as source } from '../fr/invitation.ts'

export const invitation: typeof source = {
  activateTitle: 'Activate your access',
  activateLead:
    'An expert has invited you to a court expertise. Choose your password: you will then be asked for a code.',
  activateStart: 'Continue',

  deadTitle: 'This activation link is no longer valid',
  dead: 'It has been used, it is more than 72 hours old, or a newer invitation has replaced it.',
  deadUsed: 'If you have already chosen your password, sign in.',
  signIn: 'Sign in',

  askAgainTitle: 'Ask for another sending',
  askAgainLead:
    'Has your invitation expired, or did it not arrive? Your request will be shown to the expert, who can send it again.',
  askAgain: 'Ask for another sending',
  askedTitle: 'Your request is noted',
  asked: (address) =>
    `If an invitation is waiting for ${address}, the expert sees your request. No message is sent before they decide.`,
  askedCall: 'If you hear nothing, contact the expert directly.',
}
