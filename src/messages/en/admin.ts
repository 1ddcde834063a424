import type { admin as source } from '../fr/admin.ts'

export const admin: typeof source = {
  queueTitle: 'Cards to attach',
  queueLead:
    'These cards were not recognised with certainty. Compare the certificates, decide and say why: your decision is kept in the journal under your name.',
  queueHelp: (waiting) =>
    waiting === 0
      ? 'No request is waiting'
      : `${waiting} ${waiting < 2 ? 'request waits' : 'requests wait'} for your decision`,
  queueEmpty: 'No request is waiting.',
  queueMore: (shown) => `The ${shown} oldest requests are shown.`,
  reference: 'Reference',
  askedAt: 'Asked on',
  presentedHolder: 'Card presented',
  open: (reference) => `Examine request ${reference}`,
  concernsCount: (count) => (count === 0 ? 'none' : `${count} ${count < 2 ? 'point' : 'points'} to check`),
  concernsColumn: 'Points to check',

  requestTitle: 'Attach this card?',
  account: 'Account',
  presentedCard: 'Card presented',
  boundCard: (rank, of) => (of < 2 ? 'Card of the account' : `Card of the account (${rank})`),
  compared: 'What the certificates say',
  noBoundCard: 'This account has no card: there is nothing to compare with.',
  label: 'Label',
  surname: 'Surname',
  givenNames: 'Given names',
  siren: 'SIREN',
  issuer: 'Authority',
  serialNumber: 'Serial number',
  validity: 'Validity',
  status: 'State',
  toAttach: 'to be attached',
  absent: 'absent',
  different: 'different',
  lookAt: 'To check on the card presented',
  concerns: {
    'names-missing': 'The certificate gives no surname or no given name: its label is nothing but a label.',
    'names-differ': 'The certificate gives several surnames, or several given names, that differ.',
    'unreadable-name': 'A name holds characters that cannot be shown, or is too long.',
    'siren-missing': 'The certificate gives no SIREN, though its authority usually writes one.',
    'siren-wrong': 'A number announced as SIREN or SIRET is not one.',
    'siren-disagreement': 'Two fields of the certificate give two different SIREN.',
    'organization-not-holder':
      'The organisation does not carry the surname of the holder: the SIREN may be that of a company.',
  },
  reason: 'Reason of the decision',
  reasonHint: 'Kept with the decision. What you checked, and how. The person does not see it.',
  approve: 'Attach the card',
  refuse: 'Refuse',
  back: 'Back to the requests',
  ownRequest: 'This request is about your own account: somebody else decides.',
  cannotAttach:
    'This request has just been decided, or the card belongs to an account by now: it can no longer be attached.',
  decided: (verdict, who, date) =>
    `${verdict === 'approved' ? 'Card attached' : 'Request refused'} by ${who}, on ${date}.`,
}
