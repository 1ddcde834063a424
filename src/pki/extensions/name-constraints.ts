import type { DerReader } from '../der/der-reader.ts'
import { contextConstructed, contextPrimitive } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { type GeneralName, readGeneralName } from '../name/general-name.ts'

/** RFC 5280 §4.2.1.10: each member is the base of a subtree. */
export interface NameConstraints {
  readonly permitted: readonly GeneralName[]
  readonly excluded: readonly GeneralName[]
}

export function readNameConstraints(reader: DerReader): NameConstraints {
  return reader.sequence(() => {
    if (!reader.more) refuse('name constraints that constrain nothing')
    return {
      permitted: readSubtrees(reader, contextConstructed(0)),
      excluded: readSubtrees(reader, contextConstructed(1)),
    }
  })
}

const readSubtrees = (reader: DerReader, tag: number): GeneralName[] =>
  reader.optional(tag, () => reader.listOf(tag, () => reader.sequence(() => readSubtree(reader)))) ?? []

/** RFC 5280 §4.2.1.10: minimum is zero and maximum absent in every name form. */
function readSubtree(reader: DerReader): GeneralName {
  const base = readGeneralName(reader)
  if (base.form === 'iPAddress' && !isAddressBlock(base.value)) refuse('constraint that is no block of addresses')
  if (reader.next(contextPrimitive(0)) && reader.smallInteger(contextPrimitive(0)) !== 0)
    refuse('subtree with a minimum')
  return base
}

/** RFC 4632: address then mask, the mask's ones all in front. */
function isAddressBlock(octets: Uint8Array): boolean {
  if (octets.length !== 8 && octets.length !== 32) return false
  const mask = Array.from(octets.subarray(octets.length / 2), (octet) => octet.toString(2).padStart(8, '0')).join('')
  return !mask.includes('01')
}
