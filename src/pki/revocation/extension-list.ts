import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'

const MOST_EXTENSIONS = 16

/**
 * Reads the Extensions of a list, of one of its entries, or of an OCSP answer: at least one, none twice, and no critical
 * one that is not understood (RFC 5280 §5.2 and §5.3, RFC 6960 §4.4).
 * @param readValue reads the value of an extension it knows and returns true; returns false, having read nothing, for
 * one it does not know.
 */
export function readExtensionList(reader: DerReader, readValue: (identifier: string) => boolean): void {
  const seen: string[] = []
  reader.listOf(DerTag.sequence, () =>
    reader.sequence(() => {
      const identifier = reader.objectIdentifier()
      if (seen.includes(identifier)) refuse(`extension ${identifier} appears twice`)
      if (seen.push(identifier) > MOST_EXTENSIONS) refuse('too many extensions')
      const critical = reader.next(DerTag.boolean) && reader.boolean()
      reader.inside(DerTag.octetString, () => {
        if (readValue(identifier)) return
        if (critical) refuse(`unknown critical extension ${identifier}`)
        reader.position = reader.end
      })
    }),
  )
}
