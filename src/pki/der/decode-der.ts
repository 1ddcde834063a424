/** Strict, bounded reading of DER (X.690 §8 and §10-11): bytes in, value or failure out, nothing thrown. */
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import { DerReader } from './der-reader.ts'
import { Malformed } from './malformed.ts'

/** What a stranger's bytes may cost us. */
export interface DerLimits {
  readonly bytes: number
  /** Constructed values inside one another. */
  readonly depth: number
  /** Headers read, all levels together. */
  readonly nodes: number
}

/** Generous for a certificate or an OCSP answer (a few kB, a few hundred nodes), ruinous for nobody. */
export const DEFAULT_DER_LIMITS: DerLimits = { bytes: 256 * 1024, depth: 32, nodes: 20_000 }

export const malformedDer = defineFailure<{ what: string; reason: string }>(
  'pki.malformed',
  'invalid-input',
  'The bytes are not the strict DER of what they should be.',
  ({ what, reason }) => `In the ${what}: ${reason}.`,
)

export const oversizeDer = defineFailure<{ what: string; reason: string }>(
  'pki.oversize',
  'invalid-input',
  'The bytes ask for more than the reading budget.',
  ({ what, reason }) => `In the ${what}: ${reason}.`,
)

/**
 * @param what the field's term for the thing being read; it names the thing in the failure.
 * @param read reads exactly one value; whatever it leaves behind is a failure (no trailing bytes).
 * @returns pki.malformed or pki.oversize for every byte string that is not exactly what `read` expects.
 */
export function decodeDer<Value>(
  what: string,
  bytes: Uint8Array,
  read: (reader: DerReader) => Value,
  limits: DerLimits = DEFAULT_DER_LIMITS,
): Outcome<Value> {
  try {
    if (bytes.length > limits.bytes) throw new Malformed(`more than ${limits.bytes} bytes`, true)
    const reader = new DerReader(bytes, limits)
    const value = read(reader)
    reader.finish()
    return succeed(value)
  } catch (thrown) {
    if (!(thrown instanceof Malformed)) throw thrown
    return fail((thrown.overBudget ? oversizeDer : malformedDer)({ what, reason: thrown.message }))
  }
}
