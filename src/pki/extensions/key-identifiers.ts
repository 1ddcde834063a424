import type { DerReader } from '../der/der-reader.ts'
import { contextConstructed, contextPrimitive, DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { type GeneralName, readGeneralNames } from '../name/general-name.ts'

/** RFC 5280 §4.2.1.1: a hint for path building, never a proof. Identifiers are of any length: 8 octets are common. */
export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Uint8Array | undefined
  readonly authorityCertIssuer: readonly GeneralName[] | undefined
  readonly authorityCertSerialNumber: Uint8Array | undefined
}

export function readAuthorityKeyIdentifier(reader: DerReader): AuthorityKeyIdentifier {
  return reader.sequence(() => {
    const identifier: AuthorityKeyIdentifier = {
      keyIdentifier: reader.optional(contextPrimitive(0), () => reader.content(contextPrimitive(0))),
      authorityCertIssuer: reader.optional(contextConstructed(1), () =>
        readGeneralNames(reader, contextConstructed(1)),
      ),
      authorityCertSerialNumber: reader.optional(contextPrimitive(2), () => reader.integer(contextPrimitive(2))),
    }
    if ((identifier.authorityCertIssuer === undefined) !== (identifier.authorityCertSerialNumber === undefined)) {
      refuse('authority named by issuer without serial number, or the reverse')
    }
    return identifier
  })
}

/** RFC 5280 §4.2.1.2. */
export const readSubjectKeyIdentifier = (reader: DerReader): Uint8Array => reader.content(DerTag.octetString)
