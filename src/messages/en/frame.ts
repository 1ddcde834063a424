import type { frame as frameSource, notices as noticesSource, profiles as profilesSource } from '../fr/frame.ts'

export const frame: typeof frameSource = {
  product: 'Parvis',
  field: 'Civil procedure – Court expertise',
  baseline: 'Paperless exchanges between all those who take part in a court expertise',
  documentTitle: (page) => `${page} – Parvis`,
  invalidTitle: (page) => `Error: ${page}`,
  skipToContent: 'Skip to content',
  homeLink: 'Parvis, home',
  toolsLabel: 'Language and session',
  otherLanguage: 'Français',
  signedInAs: 'Signed in as',
  myAccount: 'My account',
  createAccount: 'Create an account',
  changeProfile: 'Change profile',
  signOut: 'Sign out',
  supportTitle: 'Any questions?',
  supportPhone: 'Telephone',
  supportEmail: 'Email',
  footerLabel: 'Useful links',
  testCard: 'Test my card',
  reference: 'Reference',
  referenceHint: 'Give this reference to support: it lets them find what happened.',
  sessionSoonTitle: 'Your session is about to end',
  sessionSoon: (time) => `If you do nothing, it will end at ${time}. Extend it so as to lose nothing.`,
  sessionLastSoon: (time) =>
    `It will end at ${time} and can no longer be extended: finish what you are doing, then sign in again.`,
  extendSession: 'Extend my session',
}

export const notices: typeof noticesSource = {
  'profile-changed': { tone: 'information', text: 'Your choice of profile has been forgotten. Choose a profile.' },
  'password-changed': { tone: 'success', text: 'Your new password is saved.' },
  'password-reset': {
    tone: 'success',
    text: 'Your new password is saved and your other sessions are ended. Please sign in.',
  },
  'sign-in-expired': {
    tone: 'warning',
    text: 'This sign-in was started too long ago, or in another tab. It starts again from here.',
  },
  'session-extended': { tone: 'success', text: 'Your session is extended.' },
  'terms-accepted': { tone: 'success', text: 'Your acceptance of the terms of use is recorded.' },
  'invitation-sent': { tone: 'success', text: 'The invitation has been sent.' },
  'participant-deactivated': { tone: 'success', text: 'The access is inactive from now on.' },
  'accesses-regenerated': { tone: 'success', text: 'The accesses are regenerated and the invitations sent.' },
  'session-revoked': { tone: 'success', text: 'The session is closed.' },
  'card-blocked': { tone: 'success', text: 'The card is blocked.' },
  'email-changed': { tone: 'success', text: 'Your new address is saved.' },
  'account-activated': {
    tone: 'success',
    text: 'A one-time sign-in link has just been used: your account is active and you are authenticated.',
  },
  registered: { tone: 'success', text: 'Your registration is saved.' },
  'order-kept': { tone: 'success', text: 'Your progress is kept.' },
  'order-finished': { tone: 'success', text: 'Your order is complete. This page is ready for the next one.' },
  'relink-approved': { tone: 'success', text: 'The card is attached to the account. The person is told by e-mail.' },
  'relink-refused': { tone: 'success', text: 'The request is refused. The person is told by e-mail.' },
  'grace-running': {
    tone: 'warning',
    text: 'The authority that issued your certificate does not answer: your access is provisional and will be checked again.',
  },
}

export const profiles: typeof profilesSource = {
  expert: 'Expert',
  'co-expert': 'Co-expert',
  'magistrat-greffier': 'Magistrate / Clerk',
  sapiteur: 'Sapiteur (specialist adviser)',
  'intervenant-de-partie': "Party's representative",
  candidat: 'Candidate',
}
