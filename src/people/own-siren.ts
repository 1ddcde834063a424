/** The number that goes on a certificate: the holder's own, as a natural person (S2.9 to S2.11). */
import { isSiren } from '../card-holder/enterprise-number.ts'

export type SirenFault =
  | 'missing'
  /** Fourteen digits: that of an establishment; its first nine are what is asked for. */
  | 'establishment'
  /** Not nine digits, or a digit is wrong (Luhn). */
  | 'malformed'
  /** S2.11: that of a Compagnie. */
  | 'forbidden'

/**
 * @param typed spaces do not count.
 * @param forbidden numbers of legal persons that the operator knows.
 */
export function readOwnSiren(
  typed: string,
  forbidden: ReadonlySet<string>,
): { readonly fault: SirenFault } | { readonly siren: string } {
  const digits = typed.replace(/[\s.-]/g, '')
  if (digits === '') return { fault: 'missing' }
  if (/^\d{14}$/.test(digits)) return { fault: 'establishment' }
  if (!isSiren(digits)) return { fault: 'malformed' }
  return forbidden.has(digits) ? { fault: 'forbidden' } : { siren: digits }
}
