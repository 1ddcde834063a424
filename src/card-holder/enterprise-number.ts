/** The number of the French register of enterprises (SIRENE) that a certificate gives, wherever it stands. */
import { passesLuhn } from './luhn.ts'

export interface EnterpriseNumber {
  readonly place: 'organizational-unit' | 'organization-identifier'
  /** As it stands in the certificate. */
  readonly written: string
  /** Nine digits; undefined when the value announces a number and gives none that is one. */
  readonly siren: string | undefined
  /** Fourteen digits, when an establishment is given. */
  readonly siret: string | undefined
}

/** ISO/IEC 6523: 0002 announces SIRENE. Older and other issuers write 14 digits where CertEurope writes 9. */
const ANNOUNCED = /^\s*0002(?:\s|$)/
const UNIT = /^\s*0002\s+(\d{9}|\d{14})\s*$/

/** @returns undefined for an organizational unit that announces no number: most names have several. */
export function readOrganizationalUnit(written: string): EnterpriseNumber | undefined {
  if (!ANNOUNCED.test(written)) return undefined
  return numberOf('organizational-unit', written, UNIT.exec(written)?.[1])
}

/**
 * ETSI EN 319 412-1 §5.1.4, and the national forms met in French certificates: `NTRFR-` and `SI:FR-`, `IDFR-`, `VATFR-`.
 * @returns undefined for an identifier of another register or country.
 */
export function readOrganizationIdentifier(written: string): EnterpriseNumber | undefined {
  const [, scheme, reference = ''] = /^(NTRFR|SI:FR|IDFR|VATFR)-(.*)$/s.exec(written) ?? []
  if (scheme === undefined) return undefined
  const digits = scheme === 'VATFR' ? sirenOfVat(reference) : /^(?:\d{9}|\d{14})$/.exec(reference)?.[0]
  return numberOf('organization-identifier', written, digits)
}

function numberOf(place: EnterpriseNumber['place'], written: string, digits: string | undefined): EnterpriseNumber {
  const siren = digits?.slice(0, 9)
  const right = siren !== undefined && isSiren(siren) && (digits === siren || isSiret(digits ?? ''))
  return {
    place,
    written,
    siren: right ? siren : undefined,
    siret: right && digits !== siren ? digits : undefined,
  }
}

/** Nine zeros pass Luhn and are no number. */
export const isSiren = (digits: string): boolean => /^\d{9}$/.test(digits) && passesLuhn(digits) && Number(digits) > 0

/** La Poste has more establishments than Luhn leaves room for: there the sum of the digits is a multiple of five. */
const LA_POSTE = '356000000'

export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || !isSiren(digits.slice(0, 9))) return false
  if (passesLuhn(digits)) return true
  return digits.startsWith(LA_POSTE) && Array.from(digits, Number).reduce((sum, digit) => sum + digit) % 5 === 0
}

/** Two characters and the SIREN; two digits are a key computed from it, letters (newer numbers) tell nothing. */
function sirenOfVat(reference: string): string | undefined {
  const [, key, siren] = /^([0-9A-Z]{2})(\d{9})$/.exec(reference) ?? []
  if (key === undefined || siren === undefined) return undefined
  const computed = (12 + 3 * (Number(siren) % 97)) % 97
  return /^\d\d$/.test(key) && Number(key) !== computed ? undefined : siren
}
