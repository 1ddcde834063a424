import { toHexadecimal } from '../der/octets.ts'
import type { Name, NameAttribute } from './name.ts'

const LABELS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

const LONGEST_TEXT = 500

/** For people to read, and for nothing else: most significant first, what could deceive a reader escaped (RFC 4514 §2.4). */
export function nameToText(name: Name): string {
  const text = name.relativeNames.map((attributes) => attributes.map(attributeToText).join('+')).join(', ')
  if (text === '') return '(empty)'
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
}

const attributeToText = ({ type, value, text }: NameAttribute): string =>
  `${LABELS[type] ?? type}=${text === undefined ? `#${toHexadecimal(value)}` : escapeText(text)}`

/** Separators, control and format characters (line ends, NUL, direction marks). */
const escapeText = (text: string): string =>
  text.replace(/[\\,+"<>;=]/g, '\\$&').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
  })
