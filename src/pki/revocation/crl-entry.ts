import type { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { readGeneralNames } from '../name/general-name.ts'
import { readExtensionList } from './extension-list.ts'
import { type RevocationReason, revocationReason } from './revocation-reason.ts'

/** What a list says of one certificate (RFC 5280 §5.3). */
export interface CrlEntry {
  readonly serialNumber: Uint8Array
  readonly revokedAt: number
  /** `unspecified` when the entry does not say. */
  readonly reason: RevocationReason
  /** When the key became doubtful, if earlier known than published (RFC 5280 §5.3.2). */
  readonly invalidSinceAt: number | undefined
  /** Where the GeneralNames of certificateIssuer start, when the entry brings one; 0 otherwise. */
  readonly certificateIssuerOffset: number
}

/** What kind of list it is decides what its entries may say. */
export interface CrlKind {
  /** Only an indirect CRL names other certificate issuers (RFC 5280 §5.3.3). */
  readonly indirect: boolean
  /** Only a delta CRL takes entries back (RFC 5280 §5.3.1). */
  readonly delta: boolean
}

const REASON_CODE = '2.5.29.21'
const INVALIDITY_DATE = '2.5.29.24'
const CERTIFICATE_ISSUER = '2.5.29.29'

/** Reads one member of revokedCertificates. Throws Malformed: use inside decodeDer. */
export function readCrlEntry(reader: DerReader, kind: CrlKind): CrlEntry {
  const listEnd = reader.end
  reader.end = reader.header(DerTag.sequence)
  const serialNumber = reader.integer()
  const revokedAt = reader.time()
  const said = reader.more ? (readReasonAlone(reader) ?? readExtensions(reader, kind)) : SAYS_NOTHING_MORE
  if (said.reason === 'removeFromCRL' && !kind.delta) refuse('removeFromCRL in a list that is no delta CRL')
  reader.finish()
  reader.end = listEnd
  return { serialNumber, revokedAt, ...said }
}

type EntryExtensions = Omit<CrlEntry, 'serialNumber' | 'revokedAt'>

const SAYS_NOTHING_MORE: EntryExtensions = {
  reason: 'unspecified',
  invalidSinceAt: undefined,
  certificateIssuerOffset: 0,
}

function readExtensions(reader: DerReader, kind: CrlKind): EntryExtensions {
  const said = { ...SAYS_NOTHING_MORE } as { -readonly [Field in keyof EntryExtensions]: EntryExtensions[Field] }
  readExtensionList(reader, (identifier) => {
    if (identifier === REASON_CODE) said.reason = readReason(reader)
    else if (identifier === INVALIDITY_DATE) said.invalidSinceAt = reader.generalizedTime()
    else if (identifier === CERTIFICATE_ISSUER) said.certificateIssuerOffset = passCertificateIssuer(reader, kind)
    else return false
    return true
  })
  return said
}

const readReason = (reader: DerReader): RevocationReason =>
  revocationReason(reader.smallInteger(DerTag.enumerated)) ?? refuse('reason code without a meaning')

/** One extension, reasonCode, not critical, up to the octet that is the reason: how nearly every entry goes on. */
const REASON_ALONE = Buffer.from('300c300a0603551d1504030a01', 'hex')

/** Halves the time that long lists take. @returns undefined, having read nothing, for entries that say anything else. */
function readReasonAlone(reader: DerReader): EntryExtensions | undefined {
  const { bytes, position, end } = reader
  const reasonOffset = position + REASON_ALONE.length
  if (end !== reasonOffset + 1) return undefined
  for (let i = 0; i < REASON_ALONE.length; i++) if (bytes[position + i] !== REASON_ALONE[i]) return undefined
  const reason = revocationReason(bytes[reasonOffset] ?? 0) ?? refuse('reason code without a meaning')
  reader.position = end
  return { ...SAYS_NOTHING_MORE, reason }
}

function passCertificateIssuer(reader: DerReader, kind: CrlKind): number {
  if (!kind.indirect) refuse('certificateIssuer in a list that is no indirect CRL')
  const offset = reader.position
  readGeneralNames(reader)
  return offset
}
