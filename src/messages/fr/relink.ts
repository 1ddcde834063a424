/** A renewed card finds its account again (S1.35 « Oui », S2.32): proof by code, strict match, else an administrator. */
export const relink = {
  title: 'Rattacher cette carte à votre compte',
  lead: "Indiquez l'adresse email de votre compte : un code vous y sera envoyé pour prouver qu'elle est à vous.",
  email: 'Adresse email',
  send: 'Recevoir un code',
  cardTitle: 'La carte présentée',
  attachedTitle: 'Votre carte est rattachée',
  attached:
    "Vous pouvez vous connecter avec cette carte. La précédente fonctionne encore jusqu'à sa date de fin, sauf si vous la bloquez dans « Mon compte ».",
  attachedNotice: "Un email l'annonce à l'adresse de votre compte.",
  goOn: 'Continuer',
  queuedTitle: 'Votre demande est transmise',
  queued:
    'Les informations de cette carte ne suffisent pas à reconnaître votre compte avec certitude. Une personne de la plateforme va comparer les deux certificats et décider.',
  queuedNext: 'Vous recevrez la réponse par email. Votre ancienne carte, si elle est valide, fonctionne toujours.',
}
