import type { cases as source } from '../fr/cases.ts'

export const cases: typeof source = {
  dashboardTitle: 'Dashboard',
  welcome: (name) => `Good day, ${name}`,
  listTitle: 'My court expertises',
  none: 'You do not take part in any court expertise at the moment.',
  reference: 'Reference',
  title: 'Court expertise',
  court: 'Court',
  openedAt: 'Opened on',
  role: 'Your role',
  open: (reference) => `Open the court expertise ${reference}`,
  lawyersDirectory: 'Directory of lawyers',
  lawyersDirectoryHelp: 'Look for a lawyer by name or bar',
  shortcuts: 'Shortcuts',
  certificateEnds: (days, date) =>
    days < 1
      ? `Your certificate expires today, ${date}.`
      : `Your certificate expires in ${days} ${days === 1 ? 'day' : 'days'}, on ${date}. Order the next one now.`,
  certificateGuide: 'Prepare my next card',

  leave: 'Leave the court expertise',
  leaveSign: '×',
  toCase: 'Go to the court expertise',
  toCases: 'Go to the court expertises',
  tabs: 'Your court expertises',
  participants: 'Participants',
  participantsCount: (active, all) => `${active} active out of ${all}`,
  participantName: 'Name',
  participantProfile: 'Profile',
  participantStatus: 'Status',
  participantSince: 'Since',
  noParticipant: 'No participant.',
  statuses: { active: 'active', inactive: 'inactive' },
}
