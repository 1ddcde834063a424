/** Where one lands: the dashboard by card (S1.11), the case invited to by e-mail (S1.30 to S1.33). */
export const cases = {
  dashboardTitle: 'Tableau de bord',
  welcome: (name: string): string => `Bonjour ${name}`,
  listTitle: 'Mes expertises',
  none: "Vous ne participez à aucune expertise pour l'instant.",
  reference: 'Référence',
  title: 'Expertise',
  court: 'Juridiction',
  openedAt: 'Ouverte le',
  role: 'Votre rôle',
  open: (reference: string): string => `Ouvrir l'expertise ${reference}`,
  lawyersDirectory: 'Annuaire des Avocats',
  lawyersDirectoryHelp: 'Rechercher un avocat par son nom ou son barreau',
  shortcuts: 'Accès directs',
  certificateEnds: (days: number, date: string): string =>
    days < 1
      ? `Votre certificat expire aujourd'hui, ${date}.`
      : `Votre certificat expire dans ${days} ${days < 2 ? 'jour' : 'jours'}, le ${date}. Commandez le suivant dès maintenant.`,
  certificateGuide: 'Préparer ma prochaine carte',

  leave: "Quitter l'expertise",
  leaveSign: '×',
  toCase: "Accéder à l'expertise",
  toCases: 'Accéder aux expertises',
  tabs: 'Vos expertises',
  participants: 'Participants',
  participantsCount: (active: number, all: number): string => `${active} actifs sur ${all}`,
  participantName: 'Nom',
  participantProfile: 'Profil',
  participantStatus: 'Statut',
  participantSince: 'Depuis le',
  noParticipant: 'Aucun participant.',
  statuses: { active: 'actif', inactive: 'inactif' },
}
