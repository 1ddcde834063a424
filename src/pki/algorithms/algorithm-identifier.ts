import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'

/** RFC 5280 §4.1.1.2. */
export interface AlgorithmIdentifier {
  readonly der: Uint8Array
  /** Dotted. */
  readonly algorithm: string
  /** The whole value, header included; undefined when absent. */
  readonly parameters: Uint8Array | undefined
}

export function readAlgorithmIdentifier(reader: DerReader): AlgorithmIdentifier {
  const start = reader.position
  return reader.sequence(() => ({
    algorithm: reader.objectIdentifier(),
    parameters: reader.more ? readParameters(reader) : undefined,
    der: reader.bytes.subarray(start, reader.end),
  }))
}

/** Anything; but what begins as NULL is NULL. */
function readParameters(reader: DerReader): Uint8Array {
  const start = reader.position
  if (reader.next(DerTag.null)) reader.null()
  else reader.skip()
  return reader.bytes.subarray(start, reader.position)
}

/** Present and NULL. */
export const isNull = (parameters: Uint8Array | undefined): boolean =>
  parameters !== undefined && parameters.length === 2 && parameters[0] === 0x05
