import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'

/** RFC 5280 §4.2.1.12; RFC 6960 §4.2.2.2 for OCSP signing. */
export const KeyPurpose = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const

export const readExtendedKeyUsage = (reader: DerReader): readonly string[] =>
  reader.listOf(DerTag.sequence, () => reader.objectIdentifier())
