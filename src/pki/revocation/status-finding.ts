import type { Failure } from '../../failures/failure.ts'
import type { RevocationReason } from './revocation-reason.ts'

/** A signed statement about revocation: kept as evidence, so that a decision can be replayed. */
export interface Statement {
  readonly kind: 'crl' | 'delta-crl' | 'ocsp'
  readonly der: Uint8Array
  readonly thisUpdateAt: number
  readonly nextUpdateAt: number | undefined
}

export interface GoodFinding {
  readonly status: 'good'
  /** When the oldest statement relied on was made. */
  readonly statedAt: number
  /** Past this instant the finding is expired. */
  readonly goodUntilAt: number
  readonly statements: readonly Statement[]
}

export interface RevokedFinding {
  readonly status: 'revoked'
  /** certificateHold: suspended, which may end; every other reason is for good. */
  readonly reason: RevocationReason
  readonly revokedAt: number
  readonly statedAt: number
  readonly statements: readonly Statement[]
}

/** The responder does not know the certificate: never good (RFC 6960 §2.2). */
export interface UnknownFinding {
  readonly status: 'unknown'
  readonly statements: readonly Statement[]
}

export interface UndeterminedFinding {
  readonly status: 'undetermined'
  /** Why each statement that could have answered was not believed; empty: there was none. */
  readonly refusals: readonly Failure[]
  /** Those statements. */
  readonly statements: readonly Statement[]
}

/** What one kind of source, all its statements together, says of one certificate. */
export type StatusFinding = GoodFinding | RevokedFinding | UnknownFinding | UndeterminedFinding
