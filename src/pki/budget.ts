import { defineFailure, type Failure } from '../failures/failure.ts'
import type { Clock } from '../ports/clock.ts'

/** What one question to this room may cost, whatever strangers put into it. */
export interface PathLimits {
  /** Certificates in one path, the leaf included and the anchor aside. */
  readonly depth: number
  /** Certificates offered for path building. */
  readonly candidates: number
  /** All of them together, before they are read. */
  readonly candidateBytes: number
  /** Signatures verified, those on CRLs and OCSP answers included, counted in signatures with RSA-2048. */
  readonly signatures: number
  /** Pairs of names compared: names with the subtrees that constrain them, CRL issuers with candidates. */
  readonly nameComparisons: number
  /** Nodes and arcs of the policy graph. */
  readonly policyNodes: number
  /** Attempts to put one more certificate under a path. */
  readonly steps: number
  readonly milliseconds: number
}

export const DEFAULT_PATH_LIMITS: PathLimits = {
  depth: 20,
  candidates: 2_000,
  candidateBytes: 2 * 1024 * 1024,
  signatures: 4_000,
  nameComparisons: 250_000,
  policyNodes: 100_000,
  steps: 20_000,
  milliseconds: 800,
}

export type Expense = Exclude<keyof PathLimits, 'depth' | 'candidates' | 'candidateBytes' | 'milliseconds'>

export const budgetExceeded = defineFailure<{ budget: keyof PathLimits }>(
  'pki.budget-exceeded',
  'invalid-input',
  'The certificates offered ask for more work than one validation may cost.',
  ({ budget }) => `Exhausted: ${budget}.`,
)

export interface Budget {
  readonly limits: PathLimits
  /** @returns the failure as soon as the expense, or the time, is beyond the limit. */
  spend(expense: Expense, amount?: number): Failure | undefined
}

/** @param clock without one, work is bounded by the counts alone. */
export function createBudget(limits: PathLimits, clock?: Clock): Budget {
  const left = { ...limits }
  const deadlineAt = clock === undefined ? undefined : clock.now() + limits.milliseconds
  return {
    limits,
    spend: (expense, amount = 1) => {
      left[expense] -= amount
      if (left[expense] < 0) return budgetExceeded({ budget: expense })
      if (clock === undefined || deadlineAt === undefined || clock.now() <= deadlineAt) return undefined
      return budgetExceeded({ budget: 'milliseconds' })
    },
  }
}
