/** How a card ended, and what that rests on. */
import type { CheckRecord } from '../../../pki/checks/check.ts'
import type {
  LiveValidationRequest,
  LiveVerdict,
  RevocationKnowledge,
} from '../../../pki/revocation/live-validation.ts'
import type { Statement } from '../../../pki/revocation/status-finding.ts'
import type { CardExamination, PresentedCertificate } from './card-examination.ts'

/** Validates a path and asks, live, about the revocation of what is on it (pki/revocation/live-validation). */
export type LiveValidation = (request: LiveValidationRequest) => Promise<LiveVerdict>

/** What an examination rests on, besides the certificates presented. */
export interface Grounds {
  /** Of the pinned authority that the path led to. */
  readonly authoritySha256?: string
  /** Of the last validation made, in order. */
  readonly checks: readonly CheckRecord[]
  readonly statements: readonly Statement[]
  readonly knowledge: RevocationKnowledge
}

export interface Judgement {
  readonly examination: CardExamination
  readonly grounds: Grounds
}

export type CardJudge = (presented: PresentedCertificate | undefined, at: number) => Promise<Judgement>
