/**
 * What is done again and again: give back the room of what is over, ask again about the cards behind running sessions,
 * announce the end of cards.
 */
import { purgeExpired } from '../adapters/sql-housekeeping.ts'
import type { Clock } from '../ports/clock.ts'
import type { Stores } from '../sign-in/stores.ts'
import { createApplicationSessionStore } from '../storage/application-sessions.ts'
import type { Database } from '../storage/schema.ts'

const CLEAN_EVERY_MS = 10 * 60_000
const ANNOUNCE_EVERY_MS = 10 * 60_000
const RECHECK_EVERY_MS = 60_000
/** Settled mails show the state of an invitation for this long. */
const MAIL_KEPT_MS = 90 * 24 * 3600 * 1000

export function startHousekeeping(
  database: Database,
  stores: Pick<Stores, 'outbox'>,
  recheckCards: (at: number) => Promise<void>,
  announceEnds: (at: number) => Promise<void>,
  removeEvidenceFiles: () => Promise<void>,
  clock: Clock,
  report: (error: unknown) => void,
): { stop(): void } {
  const clean = async () => {
    const at = clock.now()
    await purgeExpired(database, at)
    await stores.outbox.removeSettledBefore(at - MAIL_KEPT_MS)
    await createApplicationSessionStore(database).purge(at)
    await removeEvidenceFiles()
  }
  const timers = [
    setInterval(() => void clean().catch(report), CLEAN_EVERY_MS),
    setInterval(() => void announceEnds(clock.now()).catch(report), ANNOUNCE_EVERY_MS),
    setInterval(() => void recheckCards(clock.now()).catch(report), RECHECK_EVERY_MS),
  ]
  for (const timer of timers) timer.unref()
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer)
    },
  }
}
