import type { relink as source } from '../fr/relink.ts'

export const relink: typeof source = {
  title: 'Attach this card to your account',
  lead: 'Give the email address of your account: a code will be sent there to prove that it is yours.',
  email: 'Email address',
  send: 'Receive a code',
  cardTitle: 'The card presented',
  attachedTitle: 'Your card is attached',
  attached:
    'You can sign in with this card. The former one still works until its end date, unless you block it in "My account".',
  attachedNotice: 'An email says so at the address of your account.',
  goOn: 'Continue',
  queuedTitle: 'Your request has been passed on',
  queued:
    'What this card says is not enough to recognise your account with certainty. Someone at the platform will compare the two certificates and decide.',
  queuedNext: 'You will receive the answer by email. Your former card, if valid, still works.',
}
