import type { wall as source } from '../fr/wall.ts'

export const wall: typeof source = {
  title: 'Choice of profile',
  question: 'What is your user profile?',
  options: {
    carte: {
      label:
        'Magistrate, clerk, expert, co-expert or sapiteur with a certificate on a physical device (card or USB key)',
      help: ['Sign-in with certificate and PIN'],
    },
    'intervenant-de-partie': {
      label: "Party / Party's representative",
      help: ['Sign-in with email and password', 'Also for the co-expert who has no certificate on a physical device'],
    },
    sapiteur: { label: 'Sapiteur (specialist adviser)', help: ['Sign-in with email and password'] },
    candidat: {
      label: 'Personal account',
      help: ['Candidates for a public or ministerial office', 'Sign-in with email and password'],
    },
  },
  sharedComputer: 'Shared computer: remember nothing on this computer',
  sharedComputerHelp: 'Otherwise your choice is remembered for the 7 days that follow your last sign-in.',
}
