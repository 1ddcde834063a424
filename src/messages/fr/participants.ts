/** What the expert does about those who take part: add, send again, deactivate, regenerate (S1.14 to S1.22). */
export const participants = {
  add: 'Ajouter un intervenant',
  addTitle: 'Ajouter un intervenant',
  addLead:
    "La personne recevra un premier email l'invitant à l'expertise et, si elle n'a pas encore d'accès, un second pour son mot de passe.",
  profile: 'Profil *',
  givenNames: 'Prénom *',
  surname: 'Nom *',
  email: 'Adresse email *',
  emailHint: 'Une adresse personnelle à la personne invitée. Exemple : prenom.nom@exemple.fr',
  validate: 'Valider',
  confirmTitle: "Envoyer l'invitation ?",
  confirmLead:
    "Vérifiez l'adresse : la personne qui la lit aura accès à l'expertise. Elle reçoit un premier email qui annonce l'expertise et, si elle n'a pas encore d'accès, un second pour son mot de passe.",
  confirmProfile: 'Profil',
  confirmName: 'Nom',
  send: "Envoyer l'invitation",
  correct: 'Corriger',
  invitation: 'Invitation',
  invitations: {
    pending: "en cours d'envoi",
    sent: 'envoyée',
    undeliverable: 'non distribuée',
    accepted: 'acceptée',
    expired: 'expirée',
  },
  invitedBy: (name: string): string => `Invité par ${name}`,
  invitedByOperator: 'Invité par la plateforme',
  resendAsked: (date: string): string => `nouvel envoi demandé le ${date}`,
  closedBy: { court: 'par la juridiction', operator: 'par la plateforme' },
  actions: 'Actions',
  resend: 'Renvoyer',
  resendFor: (name: string): string => `Renvoyer l'invitation de ${name}`,
  deactivate: 'Rendre inactif',
  deactivateFor: (name: string): string => `Rendre inactif ${name}`,
  deactivateTitle: (name: string): string => `Rendre inactif ${name} ?`,
  deactivateLead:
    "L'accès à cette expertise s'arrête aussitôt, même si la personne est connectée. L'entrée reste dans la liste comme inactive.",
  deactivateBack: 'Pour rétablir un accès, ajoutez de nouveau la personne : une nouvelle entrée est créée.',
  outdated: 'accès à régénérer',
  outdatedTitle: (count: number): string =>
    count === 1 ? 'Un accès ne fonctionne plus' : `${count} accès ne fonctionnent plus`,
  outdatedText: (cutOff: string): string =>
    `Les accès créés avant le ${cutOff} ne permettent plus de se connecter. Régénérez-les : l'ancienne entrée devient inactive, une nouvelle est créée.`,
  regenerate: 'Régénérer',
  regenerateFor: (name: string): string => `Régénérer l'accès de ${name}`,
  regenerateAll: 'Tout régénérer',
}
