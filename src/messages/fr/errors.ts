/** What is wrong with what was typed, and how to put it right (RGAA 11.10, 11.11). */
export const errors = {
  'profile-missing': 'Choisissez votre profil.',
  'answer-missing': 'Répondez par « Oui » ou par « Non ».',
  'email-missing': 'Saisissez votre adresse email.',
  'email-malformed': "Cette adresse email n'est pas complète. Exemple : prenom.nom@exemple.fr",
  'password-missing': 'Saisissez votre mot de passe.',
  'credentials-wrong': "L'adresse email ou le mot de passe ne convient pas. Vérifiez les deux, puis recommencez.",
  'code-missing': 'Saisissez le code à 6 chiffres reçu par email.',
  'code-malformed': 'Le code comporte 6 chiffres, sans lettre. Exemple : 123456',
  'code-wrong': "Ce code n'est pas le bon. Prenez celui du dernier email reçu.",
  'current-password-wrong': "Le mot de passe actuel n'est pas le bon.",
  'new-password-missing': 'Saisissez un nouveau mot de passe.',
  'new-password-short': 'Le nouveau mot de passe compte moins de 15 caractères. Une phrase de plusieurs mots convient.',
  'new-password-long': 'Le nouveau mot de passe est trop long.',
  'new-password-common':
    'Ce mot de passe est facile à deviner : trop répandu, répétitif, ou formé de votre nom ou de celui du service.',
  'new-password-same': 'Le nouveau mot de passe doit être différent du mot de passe actuel.',
  'confirmation-missing': 'Saisissez une seconde fois le nouveau mot de passe.',
  'confirmation-different': 'Les deux saisies du nouveau mot de passe sont différentes.',
  'acceptance-missing': "Cochez la case pour accepter les conditions générales d'utilisation.",
}
