import { DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The characters of the ASN.1 string types that names are made of (RFC 5280 §4.1.2.4, appendix A.1). TeletexString is
 * read as ISO 8859-1, as issuers use it.
 * @returns undefined for any other type.
 * @throws Malformed when the octets are not of that type.
 */
export function readText(tag: number, content: Uint8Array): string | undefined {
  switch (tag) {
    case DerTag.utf8String:
      return utf8(content)
    case DerTag.printableString:
    case DerTag.ia5String:
      return ascii(content)
    case DerTag.numericString:
      return /^[0-9 ]*$/.test(ascii(content)) ? ascii(content) : refuse('NumericString with something that is no digit')
    case DerTag.teletexString:
      return latin1(content)
    case DerTag.bmpString:
      return codePoints(content, 2)
    case DerTag.universalString:
      return codePoints(content, 4)
    default:
      return undefined
  }
}

/** @throws Malformed unless every octet is an ASCII character. */
export function ascii(content: Uint8Array): string {
  if (!isAscii(content)) refuse('string with an octet over 0x7f')
  return latin1(content)
}

function isAscii(content: Uint8Array): boolean {
  for (let i = 0; i < content.length; i++) if ((content[i] ?? 0) >= 0x80) return false
  return true
}

const latin1 = (content: Uint8Array): string =>
  Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1')

function utf8(content: Uint8Array): string {
  try {
    return strictUtf8.decode(content)
  } catch {
    return refuse('UTF8String is not UTF-8')
  }
}

/** BMPString and UniversalString: big-endian code points, surrogates excluded. */
function codePoints(content: Uint8Array, width: 2 | 4): string {
  if (content.length % width !== 0) refuse('string cut inside a character')
  let text = ''
  for (let i = 0; i < content.length; i += width) {
    let code = 0
    for (let j = 0; j < width; j++) code = code * 256 + (content[i + j] ?? 0)
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) refuse('string with something that is no character')
    text += String.fromCodePoint(code)
  }
  return text
}
