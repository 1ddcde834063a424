import { describe } from 'vitest'
import { type DebianThing, isHere, packageOf } from './debian.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a suite was skipped; support/reporter prints it. */
    missing?: string
  }
}

/**
 * The `describe` of tests that use things of the machine: `needs('nginx')('behind nginx', () => …)`.
 * Where one is missing the suite is skipped, and the end of the run says why; in CI that fails.
 */
export function needs(...things: DebianThing[]): (title: string, suite: () => void) => void {
  const missing = things.filter((thing) => !isHere(thing)).map((thing) => `${thing} (package ${packageOf(thing)})`)
  if (missing.length === 0) return (title, suite) => void describe(title, suite)
  return (title, suite) => void describe.skip(title, { meta: { missing: missing.join(', ') } }, suite)
}
