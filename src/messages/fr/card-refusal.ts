type Contact = 'authority' | 'platform' | 'workstation' | 'nobody'
interface CauseText {
  readonly title: string
  readonly happened: string
  readonly steps: readonly string[]
  readonly contact: Contact
}

/** Why a card was refused (S1.13), one text per cause: what happened, what to do, whom to call. */
export const cardRefusal = {
  happenedTitle: "Ce qui s'est passé",
  stepsTitle: 'Ce que vous pouvez faire',
  contactTitle: 'Qui appeler',
  callLine: (contact: string): string => `Qui appeler : ${contact}`,
  presentedTitle: 'Le certificat présenté',
  tryAgain: 'Réessayer',
  changeProfile: 'Changer de profil',
  contacts: {
    authority: "L'autorité qui a délivré votre certificat. La plateforme ne peut ni le prolonger ni le rétablir.",
    platform: "L'assistance de la plateforme, en donnant la référence ci-dessous.",
    workstation: 'La personne qui administre ce poste (service informatique, prestataire).',
    nobody:
      "Personne dans l'immédiat. Si le refus se répète, l'assistance de la plateforme, avec la référence ci-dessous.",
  },
  namedAuthority: (name: string): string => `${name}, qui a délivré votre certificat.`,
  causes: {
    'no-certificate': {
      title: "Aucun certificat n'a été présenté",
      happened:
        "Votre navigateur n'a transmis aucun certificat : carte absente, choix annulé, code PIN non saisi ou bloqué, logiciel de la carte manquant, ou certificat expiré (le navigateur ne propose plus un certificat expiré).",
      steps: [
        'Insérez la carte ou la clé, attendez quelques secondes, puis réessayez.',
        'Choisissez votre certificat dans la fenêtre du navigateur et saisissez le code PIN.',
        'Vérifiez la date de fin de votre certificat dans le logiciel de la carte.',
        "Si aucune fenêtre n'apparaît, vérifiez que le logiciel de la carte est installé et relancez le navigateur.",
      ],
      contact: 'workstation',
    },
    'signature-certificate': {
      title: 'Vous avez choisi le certificat de signature',
      happened:
        "Votre carte porte deux certificats. Celui qui a été présenté sert à signer des documents, pas à s'authentifier.",
      steps: ["Réessayez et choisissez l'autre certificat : celui d'authentification."],
      contact: 'nobody',
    },
    expired: {
      title: 'Votre certificat a expiré',
      happened: 'La date de fin du certificat présenté est passée.',
      steps: [
        'Si vous avez déjà reçu une nouvelle carte, réessayez avec elle : votre compte est conservé.',
        "Sinon, commandez une nouvelle carte auprès de l'autorité. Comptez plusieurs semaines.",
      ],
      contact: 'authority',
    },
    'not-yet-valid': {
      title: "Votre certificat n'est pas encore valide",
      happened: 'La date de début du certificat présenté est à venir.',
      steps: [
        'Attendez la date de début indiquée ci-dessous, puis réessayez.',
        'Si vous avez une carte plus ancienne encore valide, utilisez-la en attendant.',
      ],
      contact: 'authority',
    },
    revoked: {
      title: 'Votre certificat a été révoqué',
      happened: "L'autorité qui l'a délivré l'a annulé avant sa date de fin. C'est définitif.",
      steps: [
        'Si vous avez reçu une nouvelle carte, réessayez avec elle : votre compte est conservé.',
        "Si vous n'avez pas demandé cette révocation, appelez l'autorité sans attendre.",
      ],
      contact: 'authority',
    },
    'on-hold': {
      title: 'Votre certificat est suspendu',
      happened: "L'autorité qui l'a délivré l'a suspendu. Elle peut encore lever la suspension, ou le révoquer.",
      steps: ["Demandez à l'autorité la raison de la suspension, puis réessayez une fois qu'elle est levée."],
      contact: 'authority',
    },
    'unknown-to-issuer': {
      title: "L'autorité ne reconnaît pas ce certificat",
      happened: "L'autorité qui figure sur votre certificat répond qu'elle ne le connaît pas.",
      steps: [
        "Si votre carte est toute récente, l'autorité l'enregistre peut-être encore : réessayez demain.",
        "Sinon, appelez l'autorité : elle seule peut dire ce qu'il en est.",
      ],
      contact: 'authority',
    },
    'unknown-issuer': {
      title: "L'autorité de votre certificat n'est pas reconnue",
      happened: "Le certificat présenté vient d'une autorité que la plateforme n'accepte pas.",
      steps: [
        'Si vous avez plusieurs cartes ou certificats, réessayez avec celui de votre fonction.',
        "Si votre carte devrait être acceptée, signalez-le à l'assistance avec la référence.",
      ],
      contact: 'platform',
    },
    'policy-not-accepted': {
      title: "Ce type de certificat n'est pas accepté pour votre profil",
      happened:
        "L'autorité est reconnue, mais ce type de certificat ne permet pas de se connecter sous ce profil : par exemple un certificat logiciel, sans carte ni clé.",
      steps: [
        'Réessayez avec le certificat de votre carte ou de votre clé USB.',
        "Sans carte ni clé, changez de profil pour l'authentification par email si vous y avez été invité.",
      ],
      contact: 'platform',
    },
    'usage-not-accepted': {
      title: "Ce certificat ne sert pas à s'authentifier",
      happened: "L'usage inscrit dans le certificat présenté ne comprend pas l'authentification.",
      steps: ["Réessayez et choisissez un autre certificat : celui d'authentification."],
      contact: 'authority',
    },
    'weak-key': {
      title: 'La clé de votre certificat est trop faible',
      happened: 'La clé ou la signature du certificat présenté ne répond plus aux exigences de sécurité actuelles.',
      steps: ["Demandez à l'autorité une nouvelle carte conforme aux exigences actuelles."],
      contact: 'authority',
    },
    'revocation-unavailable': {
      title: "L'état de votre certificat n'a pas pu être vérifié",
      happened:
        "L'autorité qui a délivré votre certificat ne répond pas : nous ne pouvons pas savoir s'il a été révoqué. Par prudence, l'accès est refusé. Votre carte n'est pas en cause.",
      steps: ['Réessayez dans quelques minutes.', 'Si cela dure, prévenez la plateforme, qui suit ces pannes.'],
      contact: 'platform',
    },
    clock: {
      title: 'Les horloges ne concordent pas',
      happened:
        "Les dates lues lors du contrôle ne sont pas cohérentes avec l'heure du service : rien ne peut être vérifié sûrement.",
      steps: ["Vérifiez la date et l'heure de votre ordinateur, puis réessayez."],
      contact: 'platform',
    },
    malformed: {
      title: 'Votre certificat est illisible',
      happened: 'Le certificat présenté ne respecte pas la forme attendue, ou il est incomplet.',
      steps: [
        'Réessayez avec un autre certificat de votre carte.',
        "Si c'est le seul, faites vérifier la carte par l'autorité qui l'a délivrée.",
      ],
      contact: 'authority',
    },
    'binding-blocked': {
      title: 'Cette carte a été bloquée',
      happened: 'Cette carte a été déclarée perdue ou bloquée sur la plateforme. Elle ne permet plus de se connecter.',
      steps: [
        'Connectez-vous avec votre nouvelle carte.',
        "Si vous n'avez pas demandé ce blocage, appelez l'assistance sans attendre.",
      ],
      contact: 'platform',
    },
    'account-inactive': {
      title: "Votre compte n'est plus actif",
      happened: 'Votre carte est valide, mais le compte auquel elle est rattachée a été désactivé.',
      steps: ["Demandez la raison à l'assistance de la plateforme."],
      contact: 'platform',
    },
    'profile-not-held': {
      title: 'Votre compte ne permet pas cet accès par carte',
      happened: "Votre carte est valide, mais votre compte n'a aucun profil qui se connecte par carte.",
      steps: ['Changez de profil, ou demandez à la plateforme de compléter votre compte.'],
      contact: 'platform',
    },
    'ticket-expired': {
      title: 'La vérification a pris trop de temps',
      happened: "Votre carte a été lue, mais le retour sur la plateforme est arrivé trop tard (plus d'une minute).",
      steps: ['Réessayez.'],
      contact: 'nobody',
    },
    'ticket-replayed': {
      title: 'Cette vérification a déjà servi',
      happened:
        "Chaque lecture de carte ne sert qu'une fois. Cette page a été rechargée, ou rouverte depuis l'historique du navigateur.",
      steps: ['Réessayez : la carte sera lue à nouveau.'],
      contact: 'nobody',
    },
    'ticket-other-browser': {
      title: 'La connexion a été commencée dans un autre navigateur',
      happened: 'La carte doit être présentée dans le navigateur, et dans la fenêtre, où la connexion a été commencée.',
      steps: [
        'Réessayez ici, du début à la fin.',
        "Si vous n'avez rien commencé vous-même, fermez cette page et prévenez l'assistance.",
      ],
      contact: 'platform',
    },
    generic: {
      title: "Votre carte n'a pas pu être acceptée",
      happened: "Un contrôle a échoué pendant la vérification. Rien n'a été ouvert.",
      steps: ['Réessayez.', "Si le refus se répète, appelez l'assistance avec la référence."],
      contact: 'platform',
    },
  } satisfies Record<string, CauseText>,
}
