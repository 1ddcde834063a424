import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'

/** RFC 5280 §4.2.1.9. */
export interface BasicConstraints {
  readonly ca: boolean
  /** How many intermediate certificates, self-issued ones aside, may follow; undefined: any number. */
  readonly pathLength: number | undefined
}

/** An explicit cA FALSE, which DER leaves out, is let through: many issuers write it, and it means the same. */
export function readBasicConstraints(reader: DerReader): BasicConstraints {
  return reader.sequence(() => {
    const ca = reader.next(DerTag.boolean) && reader.boolean()
    const pathLength = reader.more ? reader.smallInteger() : undefined
    if (pathLength !== undefined && !ca) refuse('path length without CA')
    return { ca, pathLength }
  })
}
