import type { ThrottleStore } from '../sign-in/throttling.ts'
import { inTransaction } from './in-transaction.ts'
import type { Database } from './schema.ts'

export function createThrottleStore(database: Database): ThrottleStore {
  return {
    update: (subject, at, change) =>
      inTransaction(database, async (transaction) => {
        // Written first, so that the row is ours until the end: the next caller waits and then reads what we wrote.
        const row = await transaction
          .insertInto('throttle')
          .values({ subject, failures: 0, failures_today: 0, day_started_at: at, blocked_until: 0, updated_at: at })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet({ updated_at: at }))
          .returningAll()
          .executeTakeFirstOrThrow()
        const { count, result } = change({
          failures: row.failures,
          failuresToday: row.failures_today,
          dayStartedAt: row.day_started_at,
          blockedUntil: row.blocked_until,
        })
        await transaction
          .updateTable('throttle')
          .set({
            failures: count.failures,
            failures_today: count.failuresToday,
            day_started_at: count.dayStartedAt,
            blocked_until: count.blockedUntil,
          })
          .where('subject', '=', subject)
          .execute()
        return result
      }),

    async clear(subject) {
      await database.deleteFrom('throttle').where('subject', '=', subject).execute()
    },
  }
}
