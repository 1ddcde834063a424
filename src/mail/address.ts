/** One clean e-mail address: what may be written in a form, stored, compared and handed to a mail server. */
import { domainToASCII, domainToUnicode } from 'node:url'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'

export interface EmailAddress {
  /** As it is written to: local part as typed, domain in A-labels, lower case. ASCII only. */
  readonly address: string
  /** What addresses are compared by. */
  readonly key: string
}

type Reason = 'empty' | 'too-long' | 'not-one-address' | 'local-part' | 'domain'

export const addressRefused = defineFailure<{ reason: Reason }>(
  'mail.address-refused',
  'invalid-input',
  'What was typed is not one plain e-mail address.',
  ({ reason }) => `Reason: ${reason}.`,
)

/** RFC 5321 §4.5.3.1.1 to §4.5.3.1.3 (a path of 256 octets holds two brackets). */
const longest = { localPart: 64, domain: 253, address: 254 }

/** RFC 5321 §4.1.2 Dot-string. Quoted local parts are legal and only ever met in attacks. */
const dotString = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/

/** RFC 1123 §2.1: letters, digits and inner hyphens; at least two labels, and the last is no number (no IP address). */
const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/

/** Before conversion only letters, their marks, digits, hyphen and dot: no format or bidi control, no escape, no space. */
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u

/**
 * Reads one address. Neither list, display name, comment, quoted part, IP literal nor control character passes; the
 * local part is ASCII (RFC 5321, not 6531); an internationalised domain becomes A-labels (RFC 5890), so that two
 * look-alike domains never have the same key.
 */
export function parseEmailAddress(text: string): Outcome<EmailAddress> {
  const refuse = (reason: Reason) => fail(addressRefused({ reason }))
  if (text.length > 4 * longest.address) return refuse('too-long')
  const trimmed = text.replace(/^[\p{Zs}\t]+|[\p{Zs}\t]+$/gu, '')
  if (trimmed === '') return refuse('empty')

  const [localPart = '', typed = '', ...others] = trimmed.split('@')
  if (typed === '' || others.length > 0) return refuse('not-one-address')
  if (localPart.length > longest.localPart || !dotString.test(localPart)) return refuse('local-part')

  const domain = domainToALabels(typed.normalize('NFC'))
  if (domain === undefined) return refuse('domain')
  const address = `${localPart}@${domain}`
  return address.length > longest.address ? refuse('too-long') : succeed({ address, key: address.toLowerCase() })
}

/**
 * UTS #46 maps look-alikes onto plain letters (full-width forms, ligatures, the Kelvin sign) and drops invisible marks:
 * a domain that does not come back as it was typed is refused, not guessed.
 */
function domainToALabels(domain: string): string | undefined {
  if (!typedDomain.test(domain)) return undefined
  const typed = domain.toLowerCase()
  const ascii = domainToASCII(typed)
  const unicode = domainToUnicode(ascii)
  const undecodable = /(?:^|\.)xn--/.test(unicode)
  if (undecodable || (typed !== ascii && typed !== unicode)) return undefined
  return ascii.length <= longest.domain && hostName.test(ascii) ? ascii : undefined
}
