/**
 * The block list (PW-11). A password of 15 characters or more is guessable when little of it is unforeseeable: so the
 * list is not of whole passwords but of the pieces they are built from. What is left after the known pieces, runs and
 * repetitions are taken out must still be long enough.
 */

/** Pieces found in leaked long passwords, in French and English, and the words of this house. Lower case, no accents. */
const KNOWN_PIECES = [
  ...['password', 'passwort', 'passphrase', 'motdepasse', 'mot', 'passe', 'secret', 'admin', 'administrateur'],
  ...['azerty', 'azertyuiop', 'qwerty', 'qwertyuiop', 'qsdfghjklm', 'wxcvbn', 'asdfgh', 'zxcvbn', 'welcome', 'login'],
  ...['bonjour', 'bienvenue', 'soleil', 'doudou', 'chouchou', 'loulou', 'jetaime', 'iloveyou', 'letmein', 'monkey'],
  ...['dragon', 'football', 'baseball', 'superman', 'princesse', 'marseille', 'paris', 'france', 'liberte', 'egalite'],
  ...['fraternite', 'changeme', 'changezmoi', 'test', 'demo', 'user', 'utilisateur', 'compte', 'connexion'],
  ...['parvis', 'opalexe', 'expert', 'expertise', 'coexpert', 'sapiteur', 'magistrat', 'greffier', 'avocat', 'partie'],
  ...['intervenant', 'tribunal', 'justice', 'judiciaire', 'cour', 'appel', 'dossier', 'cabinet', 'certeurope'],
  ...['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre'],
  ...['decembre', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche', 'hiver', 'printemps'],
  ...['ete', 'automne', 'correcthorsebatterystaple'],
].sort((left, right) => right.length - left.length)

const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
]
/** What people put between and after words. Other symbols, emoji among them, are as good as letters. */
const SEPARATORS = /[\s\p{P}$+<=>^`|~]/gu
/** Fewer unforeseeable characters than this, and the password is refused. */
const UNFORESEEABLE_MINIMUM = 8

const fold = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** Undoes the usual disguises: 4 for a, 0 for o, $ for s, ... */
const undisguise = (text: string): string =>
  text.replace(
    /[4@0$5137!]/g,
    (c) => ({ '4': 'a', '@': 'a', '0': 'o', $: 's', '5': 's', '1': 'i', '3': 'e', '7': 't', '!': 'i' })[c] ?? c,
  )

/** Keyboard and alphabet runs of four or more, either way, leave one character. */
function collapseSequences(text: string): string {
  let kept = ''
  for (let start = 0; start < text.length; ) {
    let length = 1
    while (start + length < text.length && isRun(text.slice(start, start + length + 1))) length += 1
    kept += length >= 4 ? text.charAt(start) : text.slice(start, start + length)
    start += length
  }
  return kept
}

function isRun(text: string): boolean {
  const reversed = [...text].reverse().join('')
  return SEQUENCES.some((sequence) => sequence.includes(text) || sequence.includes(reversed))
}

/** `abcabcabc` and `aaaa` are worth their shortest period. */
const collapseRepetitions = (text: string): string => text.replace(/(.{1,12}?)\1{2,}/gu, '$1')

const remove = (text: string, pieces: readonly string[]): string =>
  pieces.reduce((rest, piece) => (piece.length >= 3 ? rest.replaceAll(piece, '') : rest), text)

export function isCommonPassword(password: string, context: readonly string[]): boolean {
  const pieces = [...context.flatMap((word) => fold(word).split(/[^a-z0-9]+/)), ...KNOWN_PIECES]
  return [fold(password), undisguise(fold(password))].some((form) => {
    const rest = collapseRepetitions(collapseSequences(remove(form, pieces))).replace(SEPARATORS, '')
    return new Set(rest).size < 4 || rest.length < UNFORESEEABLE_MINIMUM
  })
}
