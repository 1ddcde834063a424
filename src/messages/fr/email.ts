/** E-mail, password, then a code (S1.23 to S1.28); « ce n'est pas moi ». */
export const email = {
  titles: {
    'intervenant-de-partie': 'Partie / Intervenant de Partie',
    sapiteur: 'Sapiteur',
    candidat: 'Compte personnel',
  },
  codeTitles: {
    'intervenant-de-partie': 'Partie / Intervenant de Partie',
    sapiteur: 'Sapiteur',
    candidat: 'Compte personnel',
    rattachement: 'Rattacher cette carte à votre compte',
    inscription: 'Prouver votre adresse email',
  },
  loginLead: 'Authentification par email/mot de passe',
  forgotten: 'Mot de passe oublié ?',
  invitationExpired: 'Invitation expirée ou perdue ?',
  throttled: (wait: string): string =>
    `Trop d'essais ont échoué. Par sécurité, attendez ${wait} avant de recommencer, ou demandez un nouveau mot de passe.`,

  codeSubtitle: "Saisissez votre code temporaire d'authentification",
  codeLabel: 'Code temporaire',
  codeHint: '6 chiffres, reçus par email',
  codeSent: (address: string): string =>
    `Un email contenant votre code temporaire à 6 chiffres vient d'être envoyé à ${address}.`,
  codeSentAgain: (address: string): string =>
    `Un nouveau code vient d'être envoyé à ${address}. Le code précédent ne fonctionne plus.`,
  codeDelayed: (address: string): string =>
    `L'envoi des emails est momentanément retardé. Votre code partira vers ${address} dès que possible : restez sur cette page.`,
  codeSender: (sender: string): string => `Expéditeur à rechercher : ${sender} (regardez aussi les indésirables).`,
  codeValidUntil: (time: string): string => `Le code est valable 10 minutes, jusqu'à ${time}.`,
  codeTimeLeft: 'Temps restant :',
  codeTimeLeftAt: (minutes: string): string => `Il vous reste ${minutes} pour saisir le code.`,
  codeResendHint: "S'il n'arrive pas, ou si le temps est écoulé, cliquez sur « Renvoyer le code ».",
  codeTriesLeft: (tries: string): string => `Il vous reste ${tries}.`,
  resend: 'Renvoyer le code',
  resendWait: (wait: string): string => `Un nouvel envoi sera possible dans ${wait}.`,
  resendSpent: (wait: string): string => `Trop de codes ont été demandés. Un nouvel envoi sera possible dans ${wait}.`,
  notMe: "Ce n'est pas moi",
  notMeHint: "Vous n'avez pas demandé ce code ?",
  dead: {
    expired: "Le temps est écoulé : ce code n'est plus valable. Demandez-en un nouveau.",
    spent: "Trop d'essais : ce code n'est plus valable. Reprenez la connexion depuis le début.",
  },

  notMeTitle: "Ce n'est pas vous ?",
  notMeLead:
    "Si vous n'êtes pas à l'origine de cette connexion, quelqu'un connaît sans doute votre mot de passe. Sans le code, cette personne n'est pas entrée.",
  notMeEffect: 'En confirmant, la connexion en cours est annulée et le code ne fonctionne plus.',
  notMeConfirm: 'Annuler cette connexion',
  notMeDoneTitle: 'La connexion est annulée',
  notMeDone: 'Le code ne fonctionne plus. Par prudence, changez maintenant votre mot de passe.',
  notMeReset: 'Changer mon mot de passe',
}
