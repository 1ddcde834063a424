import type { endings as source } from '../fr/endings.ts'

export const endings: typeof source = {
  toHome: 'Go to the home page',
  signInAgain: 'Sign in again',
  tryAgain: 'Try again',
  callSupport: 'If it happens again, call support (see the foot of the page).',

  signedOutTitle: 'You are signed out',
  signedOut: 'Your session is ended, here and in the applications opened with it.',
  signedOutCard: 'Take your card or key out of the reader. On a shared computer, close the browser too.',

  sessionEnded: {
    idle: {
      title: 'Your session has ended',
      text: 'It stayed without activity for too long. Sign in again to go on.',
    },
    absolute: {
      title: 'Your session has ended',
      text: 'It has reached its maximum length. Sign in again to go on.',
    },
    revoked: {
      title: 'Your session was closed',
      text: 'You, a change of password or the administrators of the platform closed it from elsewhere.',
    },
    certificate: {
      title: 'Your session was closed',
      text: 'The certificate of your card is no longer valid. Ask the authority that issued it.',
    },
  },

  errorTitle: 'Something went wrong',
  error: 'The incident comes from the platform, not from you. What you had already confirmed is kept.',
  badRequestTitle: 'This request could not be understood',
  badRequest: 'The page may have been open for a long time, or its content was changed on the way.',
  forbiddenTitle: 'You have no access to this page',
  forbidden: 'Your account, or the profile chosen, does not give access to this page. You can change profile.',
  notFoundTitle: 'This page does not exist',
  notFound: 'The address may be incomplete, or the page has moved.',
  throttledTitle: 'Too many requests',
  throttled: (wait) => `For safety, wait ${wait} before trying again.`,
  unavailableTitle: 'Service unavailable for the moment',
  unavailable: 'Something that sign-in depends on does not answer. To be safe, nothing was opened or changed.',
  unavailableRetry: 'Try again in a few minutes.',

  outdatedTitle: 'Your access must be renewed',
  outdated: (cutOff) =>
    `Your credentials are right, but your access to the case dates from before ${cutOff}: the accesses of that time no longer allow sign-in.`,
  inactiveTitle: 'Your invitation is no longer active',
  inactive:
    'Your credentials are right, but no court expertise is open to you under this profile: the invitation was deactivated, or it is older than the renewal of accesses.',
  inactiveSteps: [
    'Ask the expert in charge of the case to invite you again.',
    'If you take part in a case under another profile, change profile.',
  ],
}
