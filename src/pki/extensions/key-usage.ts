import type { DerReader } from '../der/der-reader.ts'
import { refuse } from '../der/malformed.ts'

/** RFC 5280 §4.2.1.3, as masks: `keyUsage & KeyUsage.keyCertSign`. */
export const KeyUsage = {
  digitalSignature: 1 << 0,
  nonRepudiation: 1 << 1,
  keyEncipherment: 1 << 2,
  dataEncipherment: 1 << 3,
  keyAgreement: 1 << 4,
  keyCertSign: 1 << 5,
  cRLSign: 1 << 6,
  encipherOnly: 1 << 7,
  decipherOnly: 1 << 8,
} as const

/** RFC 5280 §4.2.1.3: at least one of the bits is set. */
export const readKeyUsage = (reader: DerReader): number => reader.namedBits() || refuse('key usage without any usage')

/** The names of the bits set, for explanations. */
export const keyUsageNames = (mask: number): string[] =>
  Object.entries(KeyUsage).flatMap(([name, bit]) => (mask & bit ? [name] : []))
