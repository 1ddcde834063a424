/** Card or USB key: before (S1.11, S1.12), the public test, and a certificate that nobody has claimed (S1.35). */
export const card = {
  startTitle: 'Connexion par carte ou clé USB',
  startLead: 'Munissez-vous de votre carte (ou clé USB) et de son code PIN.',
  startSteps: [
    'Insérez la carte dans son lecteur, ou branchez la clé, puis attendez quelques secondes.',
    'Cliquez sur « Présenter ma carte » : le navigateur affiche vos certificats.',
    "Choisissez le certificat d'authentification, puis « OK ».",
    'Saisissez le code PIN dans la fenêtre qui apparaît.',
  ],
  pinPrivate:
    'Le choix du certificat et le code PIN restent entre votre navigateur et votre carte : Parvis ne voit jamais votre code PIN.',
  present: 'Présenter ma carte',
  helpTitle: 'Rien ne se passe, ou aucun certificat ne vous est proposé ?',
  help: [
    'Vérifiez que la carte est bien enfoncée et que le voyant du lecteur est allumé.',
    'Vérifiez que le logiciel de la carte est installé (Trusted Key Manager pour une carte CertEurope), puis relancez le navigateur.',
    "Un certificat arrivé à expiration n'est plus proposé par le navigateur : vérifiez sa date de fin.",
    "Sur un poste que vous n'administrez pas, adressez-vous à la personne qui le gère.",
  ],
  testLink: 'Tester ma carte sans me connecter',

  testStartTitle: 'Tester ma carte',
  testStartLead:
    "Les mêmes contrôles qu'à la connexion, avec un résultat en clair. Aucun compte n'est nécessaire et rien n'est ouvert.",
  testStart: 'Tester ma carte',
  testTitle: 'Résultat du test de votre carte',
  testAccepted: 'Votre carte fonctionne : elle permet de vous connecter.',
  testRefused: 'Votre carte ne permet pas de vous connecter pour le moment.',
  testChecksTitle: 'Les contrôles, un par un',
  testCertificateTitle: 'Votre certificat',
  testAgain: 'Refaire le test',
  testSignIn: 'Aller à la connexion',
  checkStates: { passed: 'Conforme', failed: 'Non conforme', warning: 'À surveiller', skipped: 'Non vérifié' },
  checks: {
    presented: 'Un certificat a été présenté',
    issuer: "Il vient d'une autorité reconnue par la plateforme",
    dates: 'Il est dans sa période de validité',
    usage: "Il sert à l'authentification",
    policy: 'Il est du type accepté pour se connecter',
    key: 'Sa clé est assez solide',
    revocation: "Il n'a été ni révoqué ni suspendu",
    device: 'Il est porté par un support physique (carte ou clé)',
  },
  facts: {
    holder: 'Titulaire',
    issuer: 'Autorité',
    serialNumber: 'Numéro de série',
    validity: 'Validité',
    level: 'Niveau',
  },
  validFromTo: (from: string, to: string): string => `du ${from} au ${to}`,
  levels: {
    hardware: 'Support physique (carte ou clé)',
    software: 'Certificat logiciel',
    unknown: 'Non déterminé',
  },

  unknownTitle: 'Certificat non encore connu',
  unknownLead: "Votre certificat est valide, mais il n'est rattaché à aucun compte.",
  unknownQuestion: 'Avez-vous déjà un compte ?',
  unknownYesHelp: 'Votre carte a été renouvelée ou remplacée : vous allez la rattacher à votre compte.',
  unknownNoHelp: "C'est votre première connexion : vous allez remplir le formulaire d'inscription.",
}
