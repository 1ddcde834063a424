/** Pages of the platform's administrators: cards that wait to be attached to an account (S1.35). */
export const admin = {
  queueTitle: 'Cartes à rattacher',
  queueLead:
    "Ces cartes n'ont pas été reconnues avec certitude. Comparez les certificats, décidez et dites pourquoi : votre décision est journalisée avec votre nom.",
  queueHelp: (waiting: number): string =>
    waiting === 0
      ? 'Aucune demande en attente'
      : `${waiting} ${waiting < 2 ? 'demande' : 'demandes'} en attente de votre décision`,
  queueEmpty: 'Aucune demande en attente.',
  queueMore: (shown: number): string => `Les ${shown} demandes les plus anciennes sont affichées.`,
  reference: 'Référence',
  askedAt: 'Demandée le',
  presentedHolder: 'Carte présentée',
  open: (reference: string): string => `Examiner la demande ${reference}`,
  concernsCount: (count: number): string =>
    count === 0 ? 'aucun' : `${count} ${count < 2 ? 'point' : 'points'} à vérifier`,
  concernsColumn: 'Points à vérifier',

  requestTitle: 'Rattacher cette carte ?',
  account: 'Compte',
  presentedCard: 'Carte présentée',
  boundCard: (rank: number, of: number): string => (of < 2 ? 'Carte du compte' : `Carte du compte (${rank})`),
  compared: 'Ce que disent les certificats',
  noBoundCard: "Ce compte n'a aucune carte : il n'y a rien à comparer.",
  label: 'Libellé',
  surname: 'Nom',
  givenNames: 'Prénoms',
  siren: 'SIREN',
  issuer: 'Autorité',
  serialNumber: 'Numéro de série',
  validity: 'Validité',
  status: 'État',
  toAttach: 'à rattacher',
  absent: 'absent',
  different: 'différent',
  lookAt: 'À vérifier sur la carte présentée',
  concerns: {
    'names-missing': "Le certificat ne donne pas le nom ou les prénoms : son libellé n'est qu'une étiquette.",
    'names-differ': 'Le certificat donne plusieurs noms ou plusieurs prénoms, qui diffèrent.',
    'unreadable-name': 'Un nom contient des caractères qui ne peuvent pas être affichés, ou est trop long.',
    'siren-missing': "Le certificat ne donne aucun SIREN, alors que son autorité en écrit d'habitude.",
    'siren-wrong': "Un numéro annoncé comme SIREN ou SIRET n'en est pas un.",
    'siren-disagreement': 'Deux champs du certificat donnent deux SIREN différents.',
    'organization-not-holder':
      "L'organisation ne porte pas le nom du titulaire : le SIREN est peut-être celui d'une société.",
  } as Readonly<Record<string, string>>,
  reason: 'Motif de la décision',
  reasonHint: 'Conservé avec la décision. Ce que vous avez vérifié, et comment. La personne ne le voit pas.',
  approve: 'Rattacher la carte',
  refuse: 'Refuser',
  back: 'Retour aux demandes',
  ownRequest: 'Cette demande concerne votre propre compte : une autre personne décide.',
  cannotAttach:
    'Cette demande vient d’être décidée, ou cette carte appartient à un compte désormais : elle ne peut plus être rattachée.',
  decided: (verdict: 'approved' | 'refused', who: string, date: string): string =>
    `${verdict === 'approved' ? 'Carte rattachée' : 'Demande refusée'} par ${who}, le ${date}.`,
}
