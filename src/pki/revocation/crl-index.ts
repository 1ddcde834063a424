/**
 * The entries of one CRL, found by serial number: one pass over the bytes checks every entry and puts its offset in a
 * hash table. No object is kept per entry, so a list of a million costs its bytes and a third more, and the table moves
 * between threads without a copy.
 */
import type { Outcome } from '../../failures/failure.ts'
import { type DerLimits, decodeDer } from '../der/decode-der.ts'
import { DerReader } from '../der/der-reader.ts'
import { DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { sameOctets } from '../der/octets.ts'
import { type GeneralName, readGeneralNames } from '../name/general-name.ts'
import { type CrlEntry, type CrlKind, readCrlEntry } from './crl-entry.ts'

export interface CrlIndex extends CrlIndexTable {
  /** revokedCertificates, header included; empty when the list names nobody. */
  readonly entries: Uint8Array
  readonly kind: CrlKind
}

/** What one thread can hand to another. */
export interface CrlIndexTable {
  readonly count: number
  /** Open addressing; each slot is the offset of an entry, 0 when free. */
  readonly slots: Uint32Array<ArrayBuffer>
  /**
   * Pairs, ascending: offset of an entry, offset of the certificateIssuer it brings, which holds for the entries after
   * it as well (RFC 5280 §5.3.3). Entries before the first pair are of the CRL issuer.
   */
  readonly issuerChanges: Uint32Array<ArrayBuffer>
}

/** SEQUENCE { INTEGER of one octet, UTCTime }. */
const SMALLEST_ENTRY_OCTETS = 20
/** About five million entries: several times the longest lists that public CAs publish. */
export const CRL_LIMITS: DerLimits = { bytes: 256 * 1024 * 1024, depth: 32, nodes: Number.MAX_SAFE_INTEGER }

/** @returns pki.malformed when any entry is: a list is believed whole or not at all. */
export function indexCrlEntries(entries: Uint8Array, kind: CrlKind): Outcome<CrlIndex> {
  return decodeDer('CRL entries', entries, (reader) => scan(reader, kind), CRL_LIMITS)
}

function scan(reader: DerReader, kind: CrlKind): CrlIndex {
  const entries = reader.bytes
  const slots = new Uint32Array(slotCount(entries.length))
  const issuerChanges: number[] = []
  let count = 0
  if (reader.more) {
    reader.end = reader.header(DerTag.sequence)
    if (!reader.more) refuse('revokedCertificates present and empty')
  }
  for (; reader.more; count++) {
    const offset = reader.position
    const { serialNumber, certificateIssuerOffset } = readCrlEntry(reader, kind)
    if (certificateIssuerOffset > 0) issuerChanges.push(offset, certificateIssuerOffset)
    let slot = hash(serialNumber) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = offset
  }
  return { entries, kind, count, slots, issuerChanges: Uint32Array.from(issuerChanges) }
}

/** Sized beforehand for the most entries the bytes can hold: the table neither grows nor fills. */
function slotCount(octets: number): number {
  const mostEntries = Math.floor(octets / SMALLEST_ENTRY_OCTETS) + 1
  return 2 ** Math.ceil(Math.log2(mostEntries * 1.25))
}

/** The names in certificateIssuer; undefined: the entry is of the CRL issuer itself. */
export type CertificateIssuerNames = readonly GeneralName[] | undefined

/**
 * @param isOfIssuer told the certificate issuer of an entry with this serial number; says whether it is the one asked
 * about.
 * @returns the entry, one that revokes rather than one that takes back should the list hold both.
 */
export function findCrlEntry(
  index: CrlIndex,
  serialNumber: Uint8Array,
  isOfIssuer: (certificateIssuer: CertificateIssuerNames) => boolean,
): CrlEntry | undefined {
  const { slots } = index
  let found: CrlEntry | undefined
  let slot = hash(serialNumber) & (slots.length - 1)
  for (let offset = slots[slot] ?? 0; offset !== 0; offset = slots[slot] ?? 0) {
    slot = (slot + 1) & (slots.length - 1)
    const entry = entryAt(index, offset)
    if (!sameOctets(entry.serialNumber, serialNumber) || !isOfIssuer(certificateIssuerOf(index, offset))) continue
    if (entry.reason !== 'removeFromCRL') return entry
    found = entry
  }
  return found
}

function entryAt({ entries, kind }: CrlIndex, offset: number): CrlEntry {
  const reader = new DerReader(entries, CRL_LIMITS)
  reader.position = offset
  return readCrlEntry(reader, kind)
}

function certificateIssuerOf({ entries, issuerChanges }: CrlIndex, offset: number): CertificateIssuerNames {
  let low = 0
  let high = issuerChanges.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((issuerChanges[middle * 2] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  const namesOffset = low > 0 ? (issuerChanges[low * 2 - 1] ?? 0) : 0
  if (namesOffset === 0) return undefined
  const reader = new DerReader(entries, CRL_LIMITS)
  reader.position = namesOffset
  return readGeneralNames(reader)
}

/** Serial numbers are often consecutive and as often random: both must spread (multiply and mix, after MurmurHash). */
function hash(octets: Uint8Array): number {
  let mixed = octets.length
  for (let i = 0; i < octets.length; i++) {
    mixed = Math.imul(mixed ^ (octets[i] ?? 0), 0x5bd1e995)
    mixed ^= mixed >>> 15
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  return mixed ^ (mixed >>> 13)
}
