/** Gives back the room of what is over. Everything it deletes was dead already. */
import { purgeExpired } from '../adapters/sql-housekeeping.ts'
import type { Clock } from '../ports/clock.ts'
import type { Stores } from '../sign-in/stores.ts'
import type { Database } from '../storage/schema.ts'

const EVERY_MS = 10 * 60_000
/** Settled mails show the state of an invitation for this long. */
const MAIL_KEPT_MS = 90 * 24 * 3600 * 1000

export function startHousekeeping(
  database: Database,
  stores: Pick<Stores, 'outbox'>,
  clock: Clock,
  report: (error: unknown) => void,
): { stop(): void } {
  const clean = async () => {
    const at = clock.now()
    await purgeExpired(database, at)
    await stores.outbox.removeSettledBefore(at - MAIL_KEPT_MS)
  }
  const timer = setInterval(() => void clean().catch(report), EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
