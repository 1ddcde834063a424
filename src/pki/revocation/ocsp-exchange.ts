import { defineFailure, fail, type Outcome } from '../../failures/failure.ts'
import type { Random } from '../../ports/random.ts'
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import { sameOctets } from '../der/octets.ts'
import { type CertIdHash, isCertIdOf } from './cert-id.ts'
import { encodeOcspRequest, NONCE_OCTETS } from './ocsp-request.ts'
import { type OcspResponse, parseOcspResponse } from './ocsp-response.ts'

export interface OcspExchangeRules {
  readonly hash: CertIdHash
  /** Responders that serve prepared answers leave the nonce out (RFC 9654 §2.1): then only the dates tell the age. */
  readonly nonce: 'required' | 'checked-when-given' | 'not-sent'
}

/** One question and the answer to it: not yet believed, but known to be to this question. */
export interface OcspExchange {
  readonly request: Uint8Array
  accept(response: Uint8Array): Outcome<OcspResponse>
}

export const ocspAnswerForeign = defineFailure<{ reason: string }>(
  'pki.ocsp-answer-foreign',
  'unavailable',
  'The OCSP responder answered another question than ours.',
  ({ reason }) => `${reason}.`,
)

export function openOcspExchange(
  certificate: Certificate,
  issuerKey: SubjectPublicKey,
  rules: OcspExchangeRules,
  random: Random,
): OcspExchange {
  const nonce = rules.nonce === 'not-sent' ? undefined : random.bytes(NONCE_OCTETS)
  return {
    request: encodeOcspRequest({ certificate, issuerKey, hash: rules.hash, nonce }),
    accept: (der) => {
      const response = parseOcspResponse(der)
      if (!response.ok) return response
      const { answers, nonce: returned } = response.value
      if (!answers.some(({ certId }) => isCertIdOf(certId, certificate, issuerKey))) {
        return fail(ocspAnswerForeign({ reason: 'It is about other certificates' }))
      }
      if (nonce !== undefined && returned !== undefined && !sameOctets(nonce, returned)) {
        return fail(ocspAnswerForeign({ reason: 'It gives back another nonce' }))
      }
      if (rules.nonce === 'required' && returned === undefined) {
        return fail(ocspAnswerForeign({ reason: 'It gives no nonce back' }))
      }
      return response
    },
  }
}
