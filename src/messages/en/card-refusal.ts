import type { cardRefusal as source } from '../fr/card-refusal.ts'

export const cardRefusal: typeof source = {
  happenedTitle: 'What happened',
  stepsTitle: 'What you can do',
  contactTitle: 'Whom to call',
  callLine: (contact) => `Whom to call: ${contact}`,
  presentedTitle: 'The certificate presented',
  tryAgain: 'Try again',
  changeProfile: 'Change profile',
  contacts: {
    authority: 'The authority that issued your certificate. The platform can neither extend nor restore it.',
    platform: 'The support of the platform, giving the reference below.',
    workstation: 'The person who manages this computer (IT department, contractor).',
    nobody: 'Nobody for now. If the refusal repeats, the support of the platform, with the reference below.',
  },
  namedAuthority: (name) => `${name}, which issued your certificate.`,
  causes: {
    'no-certificate': {
      title: 'No certificate was presented',
      happened:
        'Your browser sent no certificate: no card, choice cancelled, PIN not typed or blocked, software of the card missing, or certificate expired (the browser no longer offers an expired certificate).',
      steps: [
        'Insert the card or key, wait a few seconds, then try again.',
        'Choose your certificate in the window of the browser and type the PIN.',
        'Check the end date of your certificate in the software of the card.',
        'If no window appears, check that the software of the card is installed and restart the browser.',
      ],
      contact: 'workstation',
    },
    'signature-certificate': {
      title: 'You chose the signature certificate',
      happened: 'Your card holds two certificates. The one presented is for signing documents, not for authentication.',
      steps: ['Try again and choose the other certificate: the authentication one.'],
      contact: 'nobody',
    },
    expired: {
      title: 'Your certificate has expired',
      happened: 'The end date of the certificate presented is past.',
      steps: [
        'If you have already received a new card, try again with it: your account is kept.',
        'Otherwise, order a new card from the authority. Allow several weeks.',
      ],
      contact: 'authority',
    },
    'not-yet-valid': {
      title: 'Your certificate is not valid yet',
      happened: 'The start date of the certificate presented is still to come.',
      steps: [
        'Wait for the start date shown below, then try again.',
        'If you have an older card that is still valid, use it in the meantime.',
      ],
      contact: 'authority',
    },
    revoked: {
      title: 'Your certificate has been revoked',
      happened: 'The authority that issued it cancelled it before its end date. This is final.',
      steps: [
        'If you have received a new card, try again with it: your account is kept.',
        'If you did not ask for this revocation, call the authority at once.',
      ],
      contact: 'authority',
    },
    'on-hold': {
      title: 'Your certificate is suspended',
      happened: 'The authority that issued it has suspended it. It may still lift the suspension, or revoke it.',
      steps: ['Ask the authority why it is suspended, then try again once the suspension is lifted.'],
      contact: 'authority',
    },
    'unknown-to-issuer': {
      title: 'The authority does not recognise this certificate',
      happened: 'The authority named on your certificate answers that it does not know it.',
      steps: [
        'If your card is brand new, the authority may still be registering it: try again tomorrow.',
        'Otherwise call the authority: it alone can say what is wrong.',
      ],
      contact: 'authority',
    },
    'unknown-issuer': {
      title: 'The authority of your certificate is not recognised',
      happened: 'The certificate presented comes from an authority that the platform does not accept.',
      steps: [
        'If you have several cards or certificates, try again with the one of your office.',
        'If your card should be accepted, tell support and give the reference.',
      ],
      contact: 'platform',
    },
    'policy-not-accepted': {
      title: 'This kind of certificate is not accepted for your profile',
      happened:
        'The authority is recognised, but this kind of certificate does not allow sign-in under this profile: for instance a software certificate, without card or key.',
      steps: [
        'Try again with the certificate of your card or USB key.',
        'Without card or key, change profile to sign in by email if you have been invited to do so.',
      ],
      contact: 'platform',
    },
    'usage-not-accepted': {
      title: 'This certificate is not meant for authentication',
      happened: 'The usage written in the certificate presented does not include authentication.',
      steps: ['Try again and choose another certificate: the authentication one.'],
      contact: 'authority',
    },
    'weak-key': {
      title: 'The key of your certificate is too weak',
      happened: 'The key or the signature of the certificate presented no longer meets current security requirements.',
      steps: ['Ask the authority for a new card that meets the current requirements.'],
      contact: 'authority',
    },
    'revocation-unavailable': {
      title: 'The state of your certificate could not be checked',
      happened:
        'The authority that issued your certificate does not answer: we cannot know whether it has been revoked. To be safe, access is refused. Your card is not at fault.',
      steps: ['Try again in a few minutes.', 'If it lasts, tell the platform, which follows these outages.'],
      contact: 'platform',
    },
    clock: {
      title: 'The clocks do not agree',
      happened: 'The dates read during the check do not fit the time of the service: nothing can be verified safely.',
      steps: ['Check the date and time of your computer, then try again.'],
      contact: 'platform',
    },
    malformed: {
      title: 'Your certificate cannot be read',
      happened: 'The certificate presented is not of the expected form, or is incomplete.',
      steps: [
        'Try again with another certificate of your card.',
        'If it is the only one, have the card checked by the authority that issued it.',
      ],
      contact: 'authority',
    },
    'binding-blocked': {
      title: 'This card has been blocked',
      happened: 'This card was declared lost, or blocked, on the platform. It no longer allows sign-in.',
      steps: ['Sign in with your new card.', 'If you did not ask for this blocking, call support at once.'],
      contact: 'platform',
    },
    'account-inactive': {
      title: 'Your account is no longer active',
      happened: 'Your card is valid, but the account it is attached to has been deactivated.',
      steps: ['Ask the support of the platform for the reason.'],
      contact: 'platform',
    },
    'profile-not-held': {
      title: 'Your account does not allow this access by card',
      happened: 'Your card is valid, but your account holds no profile that signs in by card.',
      steps: ['Change profile, or ask the platform to complete your account.'],
      contact: 'platform',
    },
    'ticket-expired': {
      title: 'The check took too long',
      happened: 'Your card was read, but the return to the platform came too late (more than one minute).',
      steps: ['Try again.'],
      contact: 'nobody',
    },
    'ticket-replayed': {
      title: 'This check has already been used',
      happened: 'Each reading of the card serves once. This page was reloaded, or reopened from the browser history.',
      steps: ['Try again: the card will be read once more.'],
      contact: 'nobody',
    },
    'ticket-other-browser': {
      title: 'The sign-in was started in another browser',
      happened: 'The card must be presented in the browser, and the window, where the sign-in was started.',
      steps: [
        'Try again here, from beginning to end.',
        'If you started nothing yourself, close this page and tell support.',
      ],
      contact: 'platform',
    },
    generic: {
      title: 'Your card could not be accepted',
      happened: 'A check failed during the verification. Nothing was opened.',
      steps: ['Try again.', 'If the refusal repeats, call support with the reference.'],
      contact: 'platform',
    },
  },
}
