import type { Clock } from '../../ports/clock.ts'
import type { Settings } from '../../settings/schema.ts'

/** What the doctor says about one thing. */
export interface Finding {
  readonly result: 'fine' | 'warning' | 'problem'
  readonly detail: string
  /** What to do about it. */
  readonly remedy?: string
}

export type Check = (settings: Settings, clock: Clock) => Promise<Finding>

export const fine = (detail: string): Finding => ({ result: 'fine', detail })
export const warning = (detail: string, remedy: string): Finding => ({ result: 'warning', detail, remedy })
export const problem = (detail: string, remedy: string): Finding => ({ result: 'problem', detail, remedy })
