import type { Clock } from '../ports/clock.ts'

/** What changes rarely may be this old: whatever another process changes is in force here within a second. */
const RECENT_MS = 1000

/** @returns what `load` gave last, asked anew when that is no longer recent. */
export function createRecent<Value>(load: () => Promise<Value>, clock: Clock): () => Promise<Value> {
  let loadedAt = Number.NEGATIVE_INFINITY
  let loaded: Promise<Value> | undefined
  return () => {
    const at = clock.now()
    // A clock that was put back makes nothing recent for longer.
    if (loaded !== undefined && at >= loadedAt && at < loadedAt + RECENT_MS) return loaded
    const asked = load()
    loaded = asked
    loadedAt = at
    asked.catch(() => {
      if (loaded === asked) loaded = undefined
    })
    return asked
  }
}
