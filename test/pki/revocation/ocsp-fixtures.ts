/** OCSP answers (RFC 6960 §4.2): right in everything but what the test says. */
import { createHash } from 'node:crypto'
import { nullValue, objectIdentifier } from '../../../certs-test/der-writer.ts'
import { REVOCATION_REASONS, type RevocationReason } from '../../../src/pki/revocation/revocation-reason.ts'
import {
  AT,
  element,
  enumerated,
  extension,
  generalizedTime,
  HOUR,
  octetString,
  type Signer,
  sequence,
  signedBy,
  tagged,
  taggedPrimitive,
} from './fixtures.ts'

export const OCSP_SIGNING = extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.9')))
export const NO_CHECK = extension('1.3.6.1.5.5.7.48.1.5', nullValue())
export const NONCE = '1.3.6.1.5.5.7.48.1.2'

const HASHES = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1', md5: '1.2.840.113549.2.5' } as const

export interface AnswerOptions {
  readonly status?: 'good' | 'unknown' | { readonly reason?: RevocationReason }
  readonly thisUpdateAt?: number
  /** null: left out. */
  readonly nextUpdateAt?: number | null
  readonly producedAt?: number
  readonly hash?: keyof typeof HASHES
  /** Whose name and key the CertID hashes, in place of the issuer's own. */
  readonly certIdIssuer?: Pick<Signer, 'name' | 'publicKey'>
  readonly certIdKey?: Pick<Signer, 'publicKey'>
  readonly serial?: Uint8Array
  readonly responderId?: 'by-key' | 'by-name'
  /** Sent along; the responder's own unless given. */
  readonly certificates?: readonly Signer[]
  readonly nonce?: Uint8Array
  readonly extensions?: readonly Buffer[]
  readonly answerExtensions?: readonly Buffer[]
  readonly times?: number
  /** Said in the same answer about other certificates. */
  readonly besides?: readonly Buffer[]
}

export const keyBits = (publicKey: Buffer): Buffer => publicKey.subarray(publicKey.length - 65)
const digest = (hash: string, octets: Uint8Array): Buffer => createHash(hash).update(octets).digest()

export function certId(subject: Signer, issuer: Signer, options: AnswerOptions = {}): Buffer {
  const { hash = 'sha1', certIdIssuer = issuer, certIdKey = certIdIssuer, serial } = options
  return sequence(
    sequence(objectIdentifier(HASHES[hash]), nullValue()),
    octetString(digest(hash, certIdIssuer.name)),
    octetString(digest(hash, keyBits(certIdKey.publicKey))),
    element(0x02, serial ?? subject.certificate.serialNumber),
  )
}

/** SingleResponse about one certificate. */
export function statement(subject: Signer, issuer: Signer, options: AnswerOptions = {}): Buffer {
  const { status = 'good', thisUpdateAt = AT - HOUR, nextUpdateAt = AT + HOUR } = options
  return sequence(
    certId(subject, issuer, options),
    certStatus(status),
    generalizedTime(thisUpdateAt),
    ...(nextUpdateAt === null ? [] : [tagged(0, generalizedTime(nextUpdateAt))]),
    ...(options.answerExtensions === undefined ? [] : [tagged(1, sequence(...options.answerExtensions))]),
  )
}

/** What `responder` says of `subject`, a certificate of `issuer`. */
export function answer(subject: Signer, issuer: Signer, responder: Signer, options: AnswerOptions = {}): Buffer {
  const { thisUpdateAt = AT - HOUR, times = 1, besides = [] } = options
  const single = statement(subject, issuer, options)
  const extensions = [
    ...(options.nonce === undefined ? [] : [extension(NONCE, octetString(options.nonce))]),
    ...(options.extensions ?? []),
  ]
  const data = sequence(
    options.responderId === 'by-name'
      ? tagged(1, responder.name)
      : tagged(2, octetString(digest('sha1', keyBits(responder.publicKey)))),
    generalizedTime(options.producedAt ?? thisUpdateAt),
    sequence(...besides, ...Array.from({ length: times }, () => single)),
    ...(extensions.length === 0 ? [] : [tagged(1, sequence(...extensions))]),
  )
  const certificates = options.certificates ?? [responder]
  return wrapped(signedBy(responder.key, data, tagged(0, sequence(...certificates.map(({ der }) => der)))))
}

export const wrapped = (basic: Buffer, type = '1.3.6.1.5.5.7.48.1.1'): Buffer =>
  sequence(enumerated(0), tagged(0, sequence(objectIdentifier(type), octetString(basic))))

export const errorAnswer = (status: number): Buffer => sequence(enumerated(status))

function certStatus(status: NonNullable<AnswerOptions['status']>): Buffer {
  if (status === 'good') return taggedPrimitive(0, Buffer.alloc(0))
  if (status === 'unknown') return taggedPrimitive(2, Buffer.alloc(0))
  const { reason } = status
  const said = reason === undefined ? [] : [tagged(0, enumerated(REVOCATION_REASONS.indexOf(reason)))]
  return tagged(1, generalizedTime(AT - 2 * HOUR), ...said)
}
