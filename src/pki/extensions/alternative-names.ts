import type { DerReader } from '../der/der-reader.ts'
import { refuse } from '../der/malformed.ts'
import { type GeneralName, readGeneralNames } from '../name/general-name.ts'

/** RFC 5280 §4.2.1.6 and §4.2.1.7: subject and issuer alternative names. An address is of 4 or 16 octets. */
export function readAlternativeNames(reader: DerReader): readonly GeneralName[] {
  const names = readGeneralNames(reader)
  for (const name of names) {
    if (name.form === 'iPAddress' && name.value.length !== 4 && name.value.length !== 16) refuse('no IP address')
  }
  return names
}
