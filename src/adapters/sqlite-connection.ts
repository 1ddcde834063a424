import { setTimeout } from 'node:timers/promises'
import type { DatabaseConnection } from 'kysely'
import { Outage } from '../ports/outage.ts'

/** Another opening of the file writes. */
const SQLITE_BUSY = 5
/** Besides: SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN. */
const OUTAGES: readonly number[] = [SQLITE_BUSY, 8, 10, 13, 14]
/** How long a statement waits for its turn to write. */
const BUSY_MILLISECONDS = 5_000
const RETRY_MILLISECONDS = 5

/**
 * Waits for other openings of the file, those of this process too, without holding up the event loop as SQLite's own
 * waiting does. A refused statement has done nothing, so it may be tried again.
 */
export function patient(connection: DatabaseConnection): DatabaseConnection {
  return {
    async executeQuery(query) {
      const giveUpAt = performance.now() + BUSY_MILLISECONDS
      for (;;) {
        try {
          return await connection.executeQuery(query)
        } catch (cause) {
          if (!OUTAGES.includes(primaryCode(cause))) throw cause
          if (!isBusy(cause) || performance.now() > giveUpAt) {
            throw new Outage('the database file cannot be used now', { cause })
          }
        }
        await setTimeout(RETRY_MILLISECONDS)
      }
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  }
}

export const isBusy = (error: unknown): boolean => primaryCode(error) === SQLITE_BUSY

/** Extended result codes carry the primary one in their last byte. */
const primaryCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
