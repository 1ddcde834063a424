import type { DerReader } from '../der/der-reader.ts'
import { contextConstructed, contextPrimitive, DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { type Name, readName } from './name.ts'
import { ascii, readText } from './text.ts'

/** The forms of RFC 5280 §4.2.1.6, under the RFC's names. */
export type GeneralName =
  | { readonly form: 'rfc822Name' | 'dNSName' | 'uniformResourceIdentifier'; readonly value: string }
  | { readonly form: 'directoryName'; readonly value: Name }
  /** 4 or 16 octets; twice that, address then mask, in name constraints. */
  | { readonly form: 'iPAddress'; readonly value: Uint8Array }
  | { readonly form: 'registeredID'; readonly value: string }
  | { readonly form: 'otherName'; readonly typeId: string; readonly value: Uint8Array }
  | { readonly form: 'x400Address' | 'ediPartyName'; readonly value: Uint8Array }

export function readGeneralName(reader: DerReader): GeneralName {
  const tag = reader.peek()
  switch (tag) {
    case contextConstructed(0):
      return reader.inside(tag, () => ({
        form: 'otherName',
        typeId: reader.objectIdentifier(),
        value: reader.inside(contextConstructed(0), () => reader.raw()),
      }))
    case contextPrimitive(1):
      return { form: 'rfc822Name', value: plainText(reader.content(tag)) }
    case contextPrimitive(2):
      return { form: 'dNSName', value: plainText(reader.content(tag)) }
    case contextConstructed(3):
      return { form: 'x400Address', value: reader.raw() }
    case contextConstructed(4):
      return { form: 'directoryName', value: reader.inside(tag, () => readName(reader)) }
    case contextConstructed(5):
      return { form: 'ediPartyName', value: readEdiPartyName(reader) }
    case contextPrimitive(6):
      return { form: 'uniformResourceIdentifier', value: plainText(reader.content(tag)) }
    case contextPrimitive(7):
      return { form: 'iPAddress', value: reader.content(tag) }
    case contextPrimitive(8):
      return { form: 'registeredID', value: reader.objectIdentifier(tag) }
    default:
      return refuse('no such form of general name')
  }
}

/** GeneralNames: at least one. */
export const readGeneralNames = (reader: DerReader, tag: number = DerTag.sequence): GeneralName[] =>
  reader.listOf(tag, () => readGeneralName(reader))

/** EDIPartyName of RFC 5280 §4.2.1.6: a party, and perhaps who gave it its name. Well-formed, and not looked at further. */
function readEdiPartyName(reader: DerReader): Uint8Array {
  const start = reader.position
  const directoryString = () => {
    const tag = reader.peek()
    if (readText(tag, reader.content(tag)) === undefined) refuse('a party named by something that is no text')
  }
  reader.inside(contextConstructed(5), () => {
    reader.optional(contextConstructed(0), () => reader.inside(contextConstructed(0), directoryString))
    reader.inside(contextConstructed(1), directoryString)
  })
  return reader.bytes.subarray(start, reader.position)
}

/** IA5String without the control characters that make two readers see two names (NUL, line ends). */
function plainText(content: Uint8Array): string {
  for (let i = 0; i < content.length; i++) {
    const octet = content[i] ?? 0
    if (octet < 0x20 || octet === 0x7f) refuse('general name with a control character')
  }
  return ascii(content)
}
