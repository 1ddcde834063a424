import type { Failure } from '../../failures/failure.ts'
import type { Step } from '../path-state.ts'

/** One rule of path validation. */
export interface Check {
  /** Stable name, as `parvis pki verify` prints it. */
  readonly id: string
  readonly clause: string
  /** @returns what is wrong; undefined: the certificate passes, and the state of the path has moved on. */
  apply(step: Step): Failure | undefined
  /** What the rule looked at, for people; computed only when somebody reads it. */
  found(step: Step): string
}

/** What was looked at, in order: the verdict explains itself. */
export interface CheckRecord {
  readonly check: string
  readonly clause: string
  /** 0 is the leaf; the highest position is the anchor's; undefined: none of the path. */
  readonly position: number | undefined
  readonly passed: boolean
  readonly found: () => string
}
