/** Answers of OCSP responders (RFC 6960 §4.2): what they say, not yet believed. */
import { defineFailure, fail, type Outcome } from '../../failures/failure.ts'
import { readAlgorithmIdentifier } from '../algorithms/algorithm-identifier.ts'
import type { Signed } from '../algorithms/signed.ts'
import { type Certificate, readCertificate } from '../certificate.ts'
import { decodeDer } from '../der/decode-der.ts'
import type { DerReader } from '../der/der-reader.ts'
import { contextConstructed, contextPrimitive, DerTag } from '../der/der-tag.ts'
import { refuse } from '../der/malformed.ts'
import { type Name, readName } from '../name/name.ts'
import { type CertId, readCertId } from './cert-id.ts'
import { readExtensionList } from './extension-list.ts'
import { type RevocationReason, revocationReason } from './revocation-reason.ts'

/** A BasicOCSPResponse, the only type there is. */
export interface OcspResponse extends Signed {
  /** The whole OCSPResponse. */
  readonly der: Uint8Array
  readonly responder: ResponderId
  readonly producedAt: number
  readonly answers: readonly OcspAnswer[]
  readonly nonce: Uint8Array | undefined
  /** What the responder sends along to be recognised by: claims, each to be proven. */
  readonly certificates: readonly Certificate[]
}

/** By subject name, or by SHA-1 of its public key (RFC 6960 §4.2.2.3). */
export type ResponderId = { readonly byName: Name } | { readonly byKey: Uint8Array }

export interface OcspAnswer {
  readonly certId: CertId
  readonly status: 'good' | 'unknown' | { readonly revokedAt: number; readonly reason: RevocationReason }
  readonly thisUpdateAt: number
  /** undefined: newer information is always there for the asking (RFC 6960 §4.2.2.1). */
  readonly nextUpdateAt: number | undefined
}

/** RFC 6960 §4.2.1; 4 is not used. */
const RESPONSE_STATUSES = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  undefined,
  'sigRequired',
  'unauthorized',
]
const BASIC = '1.3.6.1.5.5.7.48.1.1'
const NONCE = '1.3.6.1.5.5.7.48.1.2'
const MOST_NONCE_OCTETS = 128

export const ocspRefused = defineFailure<{ status: string }>(
  'pki.ocsp-refused',
  'unavailable',
  'The OCSP responder gave no answer.',
  ({ status }) => `It said: ${status}.`,
)

/** @returns pki.malformed, pki.oversize, or pki.ocsp-refused when the responder gives an error instead of an answer. */
export function parseOcspResponse(der: Uint8Array): Outcome<OcspResponse> {
  const read = decodeDer('OCSP response', der, readResponse)
  if (!read.ok) return read
  return typeof read.value === 'string' ? fail(ocspRefused({ status: read.value })) : { ok: true, value: read.value }
}

function readResponse(reader: DerReader): OcspResponse | string {
  return reader.sequence(() => {
    const status = RESPONSE_STATUSES[reader.smallInteger(DerTag.enumerated)] ?? refuse('no such response status')
    if (status !== 'successful') return status
    return reader.inside(contextConstructed(0), () =>
      reader.sequence(() => {
        if (reader.objectIdentifier() !== BASIC) refuse('response of another type than basic')
        return reader.inside(DerTag.octetString, () => readBasicResponse(reader))
      }),
    )
  })
}

function readBasicResponse(reader: DerReader): OcspResponse {
  return reader.sequence(() => {
    const start = reader.position
    const data = reader.sequence(() => readResponseData(reader))
    return {
      der: reader.bytes,
      ...data,
      signedOctets: reader.bytes.subarray(start, reader.position),
      signatureAlgorithm: readAlgorithmIdentifier(reader),
      signature: reader.octetAlignedBits(),
      certificates:
        reader.optional(contextConstructed(0), () =>
          reader.inside(contextConstructed(0), () => reader.listOf(DerTag.sequence, () => readCertificate(reader), 0)),
        ) ?? [],
    }
  })
}

function readResponseData(reader: DerReader) {
  const version = reader.optional(contextConstructed(0), () =>
    reader.inside(contextConstructed(0), () => reader.smallInteger()),
  )
  if (version !== undefined && version !== 0) refuse('no such version of OCSP')
  const responder = readResponderId(reader)
  const producedAt = reader.generalizedTime()
  const answers = reader.listOf(DerTag.sequence, () => reader.sequence(() => readAnswer(reader)))
  let nonce: Uint8Array | undefined
  readOptionalExtensions(reader, (identifier) => {
    if (identifier !== NONCE) return false
    nonce = readNonce(reader)
    return true
  })
  return { responder, producedAt, answers, nonce }
}

function readResponderId(reader: DerReader): ResponderId {
  return reader.next(contextConstructed(1))
    ? { byName: reader.inside(contextConstructed(1), () => readName(reader)) }
    : { byKey: reader.inside(contextConstructed(2), () => reader.content(DerTag.octetString)) }
}

function readAnswer(reader: DerReader): OcspAnswer {
  const answer = {
    certId: readCertId(reader),
    status: readStatus(reader),
    thisUpdateAt: reader.generalizedTime(),
    nextUpdateAt: reader.optional(contextConstructed(0), () =>
      reader.inside(contextConstructed(0), () => reader.generalizedTime()),
    ),
  }
  readOptionalExtensions(reader, () => false)
  return answer
}

function readStatus(reader: DerReader): OcspAnswer['status'] {
  const revoked = contextConstructed(1)
  if (reader.next(revoked)) {
    return reader.inside(revoked, () => ({
      revokedAt: reader.generalizedTime(),
      reason:
        reader.optional(contextConstructed(0), () => reader.inside(contextConstructed(0), () => readReason(reader))) ??
        'unspecified',
    }))
  }
  const status = reader.next(contextPrimitive(0)) ? 'good' : 'unknown'
  if (reader.content(contextPrimitive(status === 'good' ? 0 : 2)).length > 0) refuse(`status ${status} with content`)
  return status
}

/** removeFromCRL belongs to delta lists; an answer that says so says "revoked" all the same. */
const readReason = (reader: DerReader): RevocationReason =>
  revocationReason(reader.smallInteger(DerTag.enumerated)) ?? refuse('reason code without a meaning')

/** RFC 9654 §2.1. */
function readNonce(reader: DerReader): Uint8Array {
  const nonce = reader.content(DerTag.octetString)
  if (nonce.length === 0 || nonce.length > MOST_NONCE_OCTETS) refuse('nonce empty or over 128 octets')
  return nonce
}

function readOptionalExtensions(reader: DerReader, readValue: (identifier: string) => boolean): void {
  reader.optional(contextConstructed(1), () =>
    reader.inside(contextConstructed(1), () => readExtensionList(reader, readValue)),
  )
}
