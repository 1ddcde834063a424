/** What comes out of looking at a certificate: an identity or a refusal, each check with its result, and facts to show. */
import type { Failure } from '../../../failures/failure.ts'
import type { CardIdentity } from '../../card-identity.ts'

export interface PresentedCertificate {
  /** DER of the certificate that the handshake proved the key of. */
  readonly leaf: Uint8Array
  /** DER of whatever else the client sent: candidates, nothing more. */
  readonly candidates: readonly Uint8Array[]
}

/** In the order in which they are made, and people are told (« Tester ma carte »). */
export const CARD_CHECKS = ['presented', 'issuer', 'dates', 'key', 'usage', 'policy', 'revocation', 'device'] as const
export type CardCheck = (typeof CARD_CHECKS)[number]

export interface CardCheckResult {
  readonly check: CardCheck
  readonly state: 'passed' | 'failed' | 'warning' | 'skipped'
}

export interface CardFacts {
  readonly sha256: string
  readonly holder: string
  readonly issuer: string
  /** Hex. */
  readonly serialNumber: string
  readonly notBefore: number
  readonly notAfter: number
  /** Known once the certificate is accepted. */
  readonly level: 'hardware' | 'software' | 'unknown'
}

interface Examined {
  readonly checks: readonly CardCheckResult[]
  /** Absent when no readable certificate was presented. */
  readonly facts: CardFacts | undefined
}

/** Plain JSON: it travels behind a ticket. */
export type CardExamination =
  | (Examined & { readonly accepted: true; readonly card: CardIdentity })
  | (Examined & { readonly accepted: false; readonly failure: Failure })

/** @param presented undefined when the browser showed no certificate. */
export type CardExaminer = (presented: PresentedCertificate | undefined, at: number) => Promise<CardExamination>
