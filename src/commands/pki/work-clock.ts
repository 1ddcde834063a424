import { performance } from 'node:perf_hooks'
import { DEFAULT_PATH_LIMITS } from '../../pki/budget.ts'
import type { Clock } from '../../ports/clock.ts'

/**
 * Counts the work of this thread from now on: a busy machine makes no certificate invalid. Where even the time gone by
 * is within the budget, the work is too, and the processor, which takes longer to ask, is not asked.
 */
export function startWorkClock(): Clock {
  const startedAt = performance.now()
  const before = process.threadCpuUsage()
  return {
    now() {
      const gone = performance.now() - startedAt
      if (gone <= DEFAULT_PATH_LIMITS.milliseconds) return gone
      const { user, system } = process.threadCpuUsage()
      return (user + system - before.user - before.system) / 1000
    },
  }
}
