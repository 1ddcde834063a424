import type { participants as source } from '../fr/participants.ts'

export const participants: typeof source = {
  add: 'Add a participant',
  addTitle: 'Add a participant',
  addLead:
    'The person will receive a first email inviting them to the court expertise and, if they have no access yet, a second one for their password.',
  profile: 'Profile *',
  givenNames: 'First name *',
  surname: 'Surname *',
  email: 'Email address *',
  emailHint: 'An address of the person invited, not shared. Example: first.last@example.com',
  validate: 'Confirm',
  confirmTitle: 'Send the invitation?',
  confirmLead:
    'Check the address: whoever reads it will have access to the court expertise. They receive a first email that announces the case and, if they have no access yet, a second one for their password.',
  confirmProfile: 'Profile',
  confirmName: 'Name',
  send: 'Send the invitation',
  correct: 'Correct',
  invitation: 'Invitation',
  invitations: {
    pending: 'being sent',
    sent: 'sent',
    undeliverable: 'undeliverable',
    accepted: 'accepted',
    expired: 'expired',
  },
  invitedBy: (name) => `Invited by ${name}`,
  invitedByOperator: 'Invited by the platform',
  resendAsked: (date) => `another sending asked for on ${date}`,
  closedBy: { court: 'by the court', operator: 'by the platform' },
  actions: 'Actions',
  resend: 'Send again',
  resendFor: (name) => `Send again the invitation of ${name}`,
  deactivate: 'Deactivate',
  deactivateFor: (name) => `Deactivate ${name}`,
  deactivateTitle: (name) => `Deactivate ${name}?`,
  deactivateLead:
    'Access to this court expertise stops at once, even if the person is signed in. The entry stays in the list as inactive.',
  deactivateBack: 'To restore an access, add the person again: a new entry is created.',
  outdated: 'access to regenerate',
  outdatedTitle: (count) => (count === 1 ? 'One access no longer works' : `${count} accesses no longer work`),
  outdatedText: (cutOff) =>
    `Accesses created before ${cutOff} no longer allow sign-in. Regenerate them: the former entry becomes inactive, a new one is created.`,
  regenerate: 'Regenerate',
  regenerateFor: (name) => `Regenerate the access of ${name}`,
  regenerateAll: 'Regenerate all',
}
