/** What live validation asks of the world: lists and answers, held or fetched. Adapters do the asking. */
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import type { Crl } from './crl.ts'
import type { OcspResponse } from './ocsp-response.ts'

export interface ListSource {
  /**
   * Makes sure that a current list is held, if one is to be had in the time a login may wait.
   * @param signers SubjectPublicKeyInfo of the keys that may sign it.
   * @returns whether one is held.
   */
  need(url: string, signers: readonly Uint8Array[]): Promise<boolean>
  lists(): readonly Crl[]
  /** When a list signed by this key (SubjectPublicKeyInfo) was last obtained or confirmed. */
  lastAnsweredAt(signer: Uint8Array): number | undefined
}

export interface OcspInquiry {
  readonly certificate: Certificate
  readonly issuerKey: SubjectPublicKey
  /** Responders, in the order of the certificate. */
  readonly urls: readonly string[]
}

export interface AnswerSource {
  /** @returns the answers held, and a new one when none of them is recent and a responder gave it in time. */
  ask(inquiry: OcspInquiry): Promise<readonly OcspResponse[]>
  /** Holds an answer that was believed until it ends; what was not believed is never held. */
  keep(inquiry: OcspInquiry, response: OcspResponse, goodUntilAt: number): void
  /** When an answer under this issuer's key (SubjectPublicKeyInfo) was last believed. */
  lastAnsweredAt(issuerKey: Uint8Array): number | undefined
}
