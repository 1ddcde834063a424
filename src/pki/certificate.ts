import type { Outcome } from '../failures/failure.ts'
import { readAlgorithmIdentifier } from './algorithms/algorithm-identifier.ts'
import { readPublicKey, type SubjectPublicKey } from './algorithms/public-key.ts'
import type { Signed } from './algorithms/signed.ts'
import { decodeDer } from './der/decode-der.ts'
import type { DerReader } from './der/der-reader.ts'
import { contextConstructed, contextPrimitive } from './der/der-tag.ts'
import { refuse } from './der/malformed.ts'
import { sameOctets } from './der/octets.ts'
import { type Extensions, noExtensions, readExtensions } from './extensions/extensions.ts'
import { type Name, readName } from './name/name.ts'

/** A well-formed certificate (RFC 5280 §4.1): what it says, not yet believed. Its views share the bytes given. */
export interface Certificate extends Signed {
  readonly der: Uint8Array
  /** 1, 2 or 3. */
  readonly version: number
  /** Two's complement octets, as encoded: compare octets. */
  readonly serialNumber: Uint8Array
  readonly issuer: Name
  readonly notBeforeAt: number
  readonly notAfterAt: number
  readonly subject: Name
  readonly publicKey: SubjectPublicKey
  readonly extensions: Extensions
}

/** RFC 5280 §4.1.2.2; the sign octet of a 160-bit number comes on top. Negative numbers occur and are only compared. */
const MOST_SERIAL_NUMBER_OCTETS = 20
const LIMITS = { bytes: 128 * 1024, depth: 24, nodes: 10_000 }

/**
 * Reads one certificate to its last byte.
 * @returns pki.malformed or pki.oversize when the bytes are not one.
 */
export const parseCertificate = (der: Uint8Array): Outcome<Certificate> =>
  decodeDer('certificate', der, (reader) => readCertificate(reader), LIMITS)

export function readCertificate(reader: DerReader): Certificate {
  const start = reader.position
  return reader.sequence(() => {
    const signedStart = reader.position
    const fields = reader.sequence(() => readToBeSigned(reader))
    const signedOctets = reader.bytes.subarray(signedStart, reader.position)
    const signatureAlgorithm = readAlgorithmIdentifier(reader)
    if (!sameOctets(signatureAlgorithm.der, fields.signatureAlgorithm.der)) refuse('two different signature algorithms')
    const signature = reader.octetAlignedBits()
    return Object.assign(fields, { der: reader.bytes.subarray(start, reader.end), signedOctets, signature })
  })
}

function readToBeSigned(reader: DerReader): Omit<Certificate, 'der' | 'signedOctets' | 'signature'> {
  const version = reader.optional(contextConstructed(0), () => readVersion(reader)) ?? 1
  const serialNumber = reader.integer()
  if (serialNumber.length - (serialNumber[0] === 0 ? 1 : 0) > MOST_SERIAL_NUMBER_OCTETS) {
    refuse('serial number over 20 octets')
  }
  const signatureAlgorithm = readAlgorithmIdentifier(reader)
  const issuer = readName(reader)
  const [notBeforeAt, notAfterAt] = reader.sequence(() => [reader.time(), reader.time()])
  const subject = readName(reader)
  const publicKey = readPublicKey(reader)
  for (const uniqueIdentifier of [contextPrimitive(1), contextPrimitive(2)]) {
    if (reader.next(uniqueIdentifier) && version === 1) refuse('unique identifier in version 1')
    reader.optional(uniqueIdentifier, () => reader.bitString(uniqueIdentifier))
  }
  const extensions =
    reader.optional(contextConstructed(3), () => {
      if (version !== 3) refuse(`extensions in version ${version}`)
      return reader.inside(contextConstructed(3), () => readExtensions(reader))
    }) ?? noExtensions()
  return { version, serialNumber, signatureAlgorithm, issuer, notBeforeAt, notAfterAt, subject, publicKey, extensions }
}

/** DER leaves version 1, the default, out (X.690 §11.5). */
function readVersion(reader: DerReader): number {
  const encoded = reader.inside(contextConstructed(0), () => reader.smallInteger())
  return encoded === 1 || encoded === 2 ? encoded + 1 : refuse('no such certificate version')
}
