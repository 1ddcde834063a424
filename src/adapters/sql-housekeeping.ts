import type { Database } from '../storage/schema.ts'

/** Deleted in one statement: few enough to hold nobody up. */
const BATCH = 500

/**
 * Deletes the short-lived things and the browser sessions whose deadline has passed. They are dead already: this only
 * gives their room back. Any number of processes may do it at once.
 * @param at epoch milliseconds.
 */
export async function purgeExpired(database: Database, at: number): Promise<void> {
  for (const table of ['ephemeral', 'http_session'] as const) {
    for (;;) {
      const expired = database.selectFrom(table).select('key').where('expires_at', '<=', at).limit(BATCH)
      const { numDeletedRows } = await database.deleteFrom(table).where('key', 'in', expired).executeTakeFirst()
      if (numDeletedRows < BATCH) break
    }
  }
}
