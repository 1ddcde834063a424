import type { EventEmitter } from 'node:events'

/** Below the 10 seconds that an orchestrator gives before it kills. */
export const STOP_WITHIN_MILLISECONDS = 9_000

/**
 * How a command hears that it is to stop. A second signal finds no listener any more and ends the process at once.
 * @param signals the process.
 * @param late called when the process is still there so long after the signal.
 */
export function createStopRequest(signals: EventEmitter, late: () => void): () => Promise<void> {
  let requested: Promise<void> | undefined
  return () => {
    requested ??= new Promise((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT']) {
        signals.once(signal, () => {
          setTimeout(late, STOP_WITHIN_MILLISECONDS).unref()
          resolve()
        })
      }
    })
    return requested
  }
}
