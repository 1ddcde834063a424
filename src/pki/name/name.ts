import type { Outcome } from '../../failures/failure.ts'
import { decodeDer } from '../der/decode-der.ts'
import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { readText } from './text.ts'

/** A distinguished name (RFC 5280 §4.1.2.4). Compare with `sameName`, never by its text. */
export interface Name {
  /** The whole encoding. */
  readonly der: Uint8Array
  readonly relativeNames: readonly RelativeName[]
  /** For name-comparison alone: what it prepared, kept for the next comparison. */
  comparison?: NameComparison | undefined
}

/** A key for each relative name, and all of them as one. */
export interface NameComparison {
  readonly keys: readonly string[]
  readonly key: string
}

/** An RDN: a set of attributes, nearly always one. */
export type RelativeName = readonly NameAttribute[]

export interface NameAttribute {
  /** Dotted: 2.5.4.3 is the common name. */
  readonly type: string
  readonly tag: number
  readonly value: Uint8Array
  /** The characters; undefined for a BIT STRING (x500UniqueIdentifier). */
  readonly text: string | undefined
}

export function readName(reader: DerReader): Name {
  const start = reader.position
  const relativeNames = reader.listOf(DerTag.sequence, () => readRelativeName(reader), 0)
  return { der: reader.bytes.subarray(start, reader.position), relativeNames, comparison: undefined }
}

/** @param tag SET, or the implicit tag that stands for it (nameRelativeToCRLIssuer). */
export function readRelativeName(reader: DerReader, tag: number = DerTag.set): RelativeName {
  return reader.listOf(tag, () =>
    reader.sequence(() => {
      const type = reader.objectIdentifier()
      const tag = reader.peek()
      const value = tag === DerTag.bitString ? reader.bitString() : reader.content(tag)
      const text = readText(tag, value)
      if (text === undefined && tag !== DerTag.bitString) refuse('attribute of a type that names nobody')
      return { type, tag, value, text }
    }),
  )
}

/** @returns pki.malformed when the bytes are not one distinguished name. */
export const parseName = (der: Uint8Array): Outcome<Name> => decodeDer('name', der, readName)

export const isEmptyName = (name: Name): boolean => name.relativeNames.length === 0

/** Every value of one attribute type, first to last, in characters. */
export function attributeTexts(name: Name, type: string): string[] {
  const texts: string[] = []
  for (const relativeName of name.relativeNames) {
    for (const attribute of relativeName) {
      if (attribute.type === type && attribute.text !== undefined) texts.push(attribute.text)
    }
  }
  return texts
}
