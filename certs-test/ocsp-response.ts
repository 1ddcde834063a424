/** Answers OCSP questions (RFC 6960) as a delegated responder. */
import { createHash, type KeyObject } from 'node:crypto'
import { OCSPRequest } from 'pkijs'
import { signed } from './certificate.ts'
import {
  element,
  enumerated,
  generalizedTime,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
  taggedPrimitive,
} from './der-writer.ts'
import { extension } from './extensions.ts'
import { hashOfPublicKey } from './keys.ts'
import { EXTENSION } from './object-identifiers.ts'
import { REVOCATION_REASON, type RevocationReason } from './revocation-reason.ts'

export type OcspStatus =
  | { readonly status: 'good' }
  | { readonly status: 'unknown' }
  | { readonly status: 'revoked'; readonly revokedAt: number; readonly reason: RevocationReason }

export interface OcspQuestion {
  /** The CertID as asked, DER: it is given back as it came. */
  readonly certificateId: Buffer
  readonly hash: string
  readonly issuerNameHash: Buffer
  readonly issuerKeyHash: Buffer
  readonly serial: bigint
}

export interface OcspRequestRead {
  readonly questions: readonly OcspQuestion[]
  /** The whole nonce extension value, DER; given back as it came (RFC 9654). */
  readonly nonce: Buffer | null
}

const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
}

/** @throws on anything that is no OCSP request: the responder then answers malformedRequest. */
export function readOcspRequest(der: Uint8Array): OcspRequestRead {
  const { tbsRequest } = OCSPRequest.fromBER(Buffer.from(der))
  const nonce = tbsRequest.requestExtensions?.find(({ extnID }) => extnID === EXTENSION.ocspNonce)
  return {
    questions: tbsRequest.requestList.map(({ reqCert }) => ({
      certificateId: Buffer.from(reqCert.toSchema().toBER()),
      hash: HASHES[reqCert.hashAlgorithm.algorithmId] ?? 'unsupported',
      issuerNameHash: Buffer.from(reqCert.issuerNameHash.valueBlock.valueHexView),
      issuerKeyHash: Buffer.from(reqCert.issuerKeyHash.valueBlock.valueHexView),
      serial: BigInt(`0x${Buffer.from(reqCert.serialNumber.valueBlock.valueHexView).toString('hex')}`),
    })),
    nonce: nonce === undefined ? null : Buffer.from(nonce.extnValue.valueBlock.valueHexView),
  }
}

/** Is the question about a certificate of this authority? Both hashes must be right (RFC 6960 §4.1.1). */
export function isAskedOf(question: OcspQuestion, authority: { name: Buffer; publicKey: Buffer }): boolean {
  return (
    question.hash !== 'unsupported' &&
    createHash(question.hash).update(authority.name).digest().equals(question.issuerNameHash) &&
    hashOfPublicKey(authority.publicKey, question.hash).equals(question.issuerKeyHash)
  )
}

export interface OcspResponder {
  readonly key: KeyObject
  /** DER; carries the OCSPSigning purpose. */
  readonly certificate: Buffer
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer
}

export interface OcspAnswer {
  readonly certificateId: Buffer
  readonly status: OcspStatus
  readonly thisUpdateAt: number
  readonly nextUpdateAt: number
}

export interface OcspResponseContent {
  readonly producedAt: number
  readonly answers: readonly OcspAnswer[]
  readonly nonce: Buffer | null
}

/** @returns a signed OCSPResponse, DER. Nothing is checked: stale or foreign answers can be made too. */
export function ocspResponse(content: OcspResponseContent, responder: OcspResponder): Buffer {
  const responseData = sequence(
    tagged(2, octetString(hashOfPublicKey(responder.publicKey, 'sha1'))),
    generalizedTime(content.producedAt),
    sequence(...content.answers.map(singleResponse)),
    ...(content.nonce === null ? [] : [tagged(1, sequence(extension(EXTENSION.ocspNonce, content.nonce)))]),
  )
  const basic = signed(() => responseData, responder.key, 'sha256', tagged(0, sequence(responder.certificate)))
  const basicType = objectIdentifier('1.3.6.1.5.5.7.48.1.1')
  return sequence(enumerated(0), tagged(0, sequence(basicType, octetString(basic))))
}

const ERRORS = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const

/** An answer without content, unsigned (RFC 6960 §2.3). */
export const ocspError = (error: keyof typeof ERRORS): Buffer => sequence(enumerated(ERRORS[error]))

const singleResponse = ({ certificateId, status, thisUpdateAt, nextUpdateAt }: OcspAnswer) =>
  sequence(certificateId, certStatus(status), generalizedTime(thisUpdateAt), tagged(0, generalizedTime(nextUpdateAt)))

function certStatus(status: OcspStatus): Buffer {
  if (status.status === 'good') return taggedPrimitive(0, Buffer.alloc(0))
  if (status.status === 'unknown') return taggedPrimitive(2, Buffer.alloc(0))
  const reason = status.reason === 'unspecified' ? [] : [tagged(0, enumerated(REVOCATION_REASON[status.reason]))]
  return element(0xa1, generalizedTime(status.revokedAt), ...reason)
}
