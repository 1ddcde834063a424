/**
 * A personal account needs an address of one person (S0.1). No test can tell for sure, so the person declares it too;
 * what names an office or a function instead of somebody is refused, with an explanation.
 */

/** An office says so in front of its name or behind it: `etude.dupont`, `dupont-scp`. */
const OFFICES = [
  ...['contact', 'contacts', 'etude', 'etudes', 'cabinet', 'secretariat', 'accueil', 'office', 'offices', 'greffe'],
  ...['scp', 'selarl', 'selas', 'sarl', 'sas', 'societe', 'entreprise', 'compagnie', 'association', 'chambre'],
  ...['huissier', 'huissiers', 'notaire', 'notaires', 'commissaire', 'commissaires', 'avocat', 'avocats'],
  ...['comptabilite', 'facturation', 'administration', 'webmaster', 'postmaster', 'noreply', 'nepasrepondre'],
]
/** These are also names of people, or parts of them: refused when they stand alone. */
const FUNCTIONS = [
  ...['info', 'infos', 'information', 'informations', 'mail', 'email', 'courrier', 'courriel', 'bonjour', 'hello'],
  ...['admin', 'administrateur', 'direction', 'directeur', 'gerance', 'gestion', 'bureau', 'service', 'services'],
  ...['support', 'assistance', 'aide', 'standard', 'reception', 'equipe', 'team', 'compta', 'juridique', 'rh'],
  ...['commercial', 'ventes', 'sales', 'presse', 'abuse', 'security', 'securite', 'root', 'hostmaster', 'newsletter'],
  ...['expert', 'experts', 'expertise', 'justice', 'tribunal', 'no', 'reply', 'ne', 'pas', 'repondre'],
]

const offices = new Set(OFFICES)
const roles = new Set([...OFFICES, ...FUNCTIONS])

/** @param address as mail/address gives it. */
export function isRoleAddress(address: string): boolean {
  const [mailbox = ''] = address.slice(0, address.lastIndexOf('@')).toLowerCase().split('+')
  const words = mailbox.split(/[^a-z]+/).filter(Boolean)
  return (
    words.length > 0 &&
    (words.every((word) => roles.has(word)) || offices.has(words[0] ?? '') || offices.has(words.at(-1) ?? ''))
  )
}
