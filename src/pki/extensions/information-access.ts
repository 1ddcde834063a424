import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { type GeneralName, readGeneralName } from '../name/general-name.ts'

export const AccessMethod = { ocsp: '1.3.6.1.5.5.7.48.1', caIssuers: '1.3.6.1.5.5.7.48.2' } as const

/** RFC 5280 §4.2.2.1: written by the issuer, so a place to ask only once the issuer is trusted. */
export interface AccessDescription {
  readonly method: string
  readonly location: GeneralName
}

export const readInformationAccess = (reader: DerReader): readonly AccessDescription[] =>
  reader.listOf(DerTag.sequence, () =>
    reader.sequence(() => ({ method: reader.objectIdentifier(), location: readGeneralName(reader) })),
  )
