/** Certificate revocation lists, whole and delta (RFC 5280 §5): what they say, not yet believed. */
import { type Outcome, succeed } from '../../failures/failure.ts'
import { readAlgorithmIdentifier } from '../algorithms/algorithm-identifier.ts'
import type { AlgorithmPolicy } from '../algorithms/algorithm-policy.ts'
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { SignatureVerifier } from '../algorithms/signature-verifier.ts'
import type { Signed } from '../algorithms/signed.ts'
import { decodeDer } from '../der/decode-der.ts'
import type { DerReader } from '../der/der-reader.ts'
import { contextConstructed, DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { sameOctets } from '../der/octets.ts'
import { type Name, readName } from '../name/name.ts'
import type { CrlKind } from './crl-entry.ts'
import { type CrlExtensions, readCrlExtensions } from './crl-extensions.ts'
import { CRL_LIMITS, type CrlIndex, type CrlIndexTable, indexCrlEntries } from './crl-index.ts'

export interface Crl extends Signed {
  readonly der: Uint8Array
  readonly issuer: Name
  readonly thisUpdateAt: number
  /** RFC 5280 §5.1.2.5 requires it; a list without it is never current. */
  readonly nextUpdateAt: number | undefined
  /** The entries, header included, not yet read; empty when the list names nobody. */
  readonly revokedCertificates: Uint8Array
  readonly extensions: CrlExtensions
}

const VERSION_2 = 1

/** Everything but the entries: those are read by `crlIndex`, once somebody asks and the signature is known to be good. */
export const parseCrl = (der: Uint8Array): Outcome<Crl> =>
  decodeDer('CRL', der, readCrl, { ...CRL_LIMITS, nodes: 10_000 })

function readCrl(reader: DerReader): Crl {
  return reader.sequence(() => {
    const start = reader.position
    const { signature: inner, ...fields } = reader.sequence(() => readToBeSigned(reader))
    const signedOctets = reader.bytes.subarray(start, reader.position)
    const signatureAlgorithm = readAlgorithmIdentifier(reader)
    if (!sameOctets(signatureAlgorithm.der, inner.der)) refuse('two different signature algorithms')
    return { der: reader.bytes, ...fields, signedOctets, signatureAlgorithm, signature: reader.octetAlignedBits() }
  })
}

function readToBeSigned(reader: DerReader) {
  if (!reader.next(DerTag.integer) || reader.smallInteger() !== VERSION_2) refuse('CRL is not of version 2')
  return {
    signature: readAlgorithmIdentifier(reader),
    issuer: readName(reader),
    thisUpdateAt: reader.time(),
    nextUpdateAt: reader.next(DerTag.utcTime) || reader.next(DerTag.generalizedTime) ? reader.time() : undefined,
    revokedCertificates: reader.optional(DerTag.sequence, () => reader.raw()) ?? new Uint8Array(),
    extensions:
      reader.optional(contextConstructed(0), () =>
        reader.inside(contextConstructed(0), () => readCrlExtensions(reader)),
      ) ?? {},
  }
}

/** Keys that another thread found to have signed a list too long to be hashed on the event loop. */
const provenSigners = new WeakMap<Crl, { readonly key: Uint8Array; readonly policy: string }>()

/** @param key SubjectPublicKeyInfo. */
export const rememberSigner = (crl: Crl, key: Uint8Array, policy: AlgorithmPolicy): void => {
  provenSigners.set(crl, { key, policy: policy.name })
}

export function isSignedBy(crl: Crl, key: SubjectPublicKey, signatures: SignatureVerifier): boolean {
  const proven = provenSigners.get(crl)
  if (proven !== undefined && proven.policy === signatures.policy.name && sameOctets(proven.key, key.der)) return true
  return signatures.verify(crl, key) === undefined
}

const indexes = new WeakMap<Crl, Outcome<CrlIndex>>()

/** Reads the entries at the first call: milliseconds for a usual list, most of a second for a million entries. */
export function crlIndex(crl: Crl): Outcome<CrlIndex> {
  const known = indexes.get(crl)
  if (known !== undefined) return known
  const index = indexCrlEntries(crl.revokedCertificates, kindOf(crl))
  indexes.set(crl, index)
  return index
}

/** Takes over the table that another thread made of the very same list. */
export const adoptIndex = (crl: Crl, table: CrlIndexTable): void => {
  indexes.set(crl, succeed({ ...table, entries: crl.revokedCertificates, kind: kindOf(crl) }))
}

const kindOf = ({ extensions: { baseCrlNumber, issuingDistributionPoint } }: Crl): CrlKind => ({
  delta: baseCrlNumber !== undefined,
  indirect: issuingDistributionPoint?.indirectCrl ?? false,
})
