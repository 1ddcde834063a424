import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'

/** RFC 3739 §3.2.6; ETSI EN 319 412-5 defines the statements. */
export interface QcStatement {
  readonly statement: string
  /** The whole statementInfo value; undefined when absent. */
  readonly info: Uint8Array | undefined
}

export const readQcStatements = (reader: DerReader): readonly QcStatement[] =>
  reader.listOf(
    DerTag.sequence,
    () =>
      reader.sequence(() => ({ statement: reader.objectIdentifier(), info: reader.more ? reader.raw() : undefined })),
    0,
  )
