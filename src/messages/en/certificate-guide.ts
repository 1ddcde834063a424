import type { certificateGuide as source } from '../fr/certificate-guide.ts'

export const certificateGuide: typeof source = {
  title: 'Order or renew my certificate',
  lead: 'A renewal is a new card order: new certificate, new serial number. Your account stays the same.',
  notSignedIn: 'Sign in to keep your progress: nothing that you type here is kept.',
  nextStep: (number, title) => `Next step: ${number}. ${title}`,
  allDone: 'Every step is done. The record of delivery remains to be returned.',
  late: 'Your new card may arrive after the present one expires: do not wait.',

  dates: 'Your dates',
  datesHint:
    'Indicative: about one month for the president, 3 to 6 weeks for the delivery. A delay that ends on a Saturday, a Sunday or a public holiday moves to the next working day. What is not done yet is counted from today.',
  certificateEnd: 'Your present card expires on',
  orderWindow: 'Order the next one',
  presidentBack: 'Documents back from the president',
  delivery: 'Arrival of the card or key',
  around: (day) => `around ${day}`,
  between: (from, until) => `between ${from} and ${until}`,

  steps: {
    choose: 'Choose the product',
    pay: 'Fill in the form and pay',
    president: 'Have the documents authenticated by the president',
    send: 'Send the complete file',
    receive: 'Receive the card and return the record',
    activate: 'Install the software and activate',
  },
  doneOn: {
    choose: 'Product chosen on',
    pay: 'Order paid on',
    president: 'Documents sent to the president on',
    send: 'Complete file sent to CertEurope on',
    receive: 'Card or key received on',
    record: 'Record of delivery returned on',
    activate: 'Certificate activated on',
  },
  explained: {
    choose: [
      'On the order portal of CertEurope, sign in with the identifier and password chosen at your first order; at a first visit, create an account.',
      'Order a new card. The usual product is the one in which the president of your Compagnie authenticates you.',
      'Products with personal delivery cost more: the deliverer checks your identity and hands the card to you alone, on presentation of an identity document.',
    ],
    pay: [
      'Type your SIREN, then “Rechercher”: the form fills itself in. “Suivant”, and check your data.',
      'One optional step is passed with “Suivant”. Check again, down to the end of the page, where more is asked.',
      'Pay. A mail arrives with two attachments: the invoice, and the file to print and complete.',
    ],
    president: [
      'Print and complete the file. The attestation of membership of the Compagnie is to be signed by its president: this one is prefilled.',
      'Add the copy of an identity document: in colour, both sides, still valid.',
      'Send everything by post, with a stamped envelope addressed to yourself. No e-mail.',
      'The president authenticates you by the means of their choice, then returns the documents.',
    ],
    send: ['Once the documents are back from the president, send the complete file to CertEurope.'],
    receive: [
      'The card and its reader, or the USB key, arrive in 3 to 6 weeks.',
      'On receipt, sign and return the record of delivery (procès-verbal de remise).',
    ],
    activate: [
      'Install the software Trusted Key Manager (PC or Mac): without it the card does not work here.',
      'An activation code arrives at the e-mail address given in the order: activate the certificate.',
      'Sign in here with the new card and answer “Yes” to “Do you already have an account?”. Both cards work until the former one expires.',
    ],
  },
  orderPortal: 'Order portal of CertEurope',
  softwareSite: 'Download Trusted Key Manager',

  holder: 'Given name and surname of the holder',
  siren: 'Your SIREN',
  sirenHint:
    'Nine digits: your individual number, as a natural person. The SIREN of a company or of the Compagnie is forbidden.',
  sirenOfCard: (siren) => `Your present card carries the SIREN ${siren}: check that the number you typed is yours.`,
  support: 'Chosen support',
  supports: { card: 'Card with reader', key: 'USB key' },
  compagnie: 'Your Compagnie',
  noCompagnie: 'Choose',
  noCompagnieListed: 'No Compagnie is listed here: ask yours for the address of its president.',
  sendTo: 'To be sent to',

  keep: 'Keep my progress',
  compute: 'Check and compute my dates',
  attestation: 'Attestation to be signed (PDF)',
}
