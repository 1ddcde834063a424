import { sql } from 'kysely'
import type { Clock } from '../ports/clock.ts'
import type { EphemeralStore } from '../ports/ephemeral-store.ts'
import type { Database } from '../storage/schema.ts'

/** Short-lived things in the database, one statement per operation: that is what makes each atomic on every engine. */
export function createSqlEphemeralStore(database: Database, clock: Clock): EphemeralStore {
  const after = (seconds: number) => clock.now() + seconds * 1000

  return {
    async put(key, value, lifetimeSeconds) {
      const row = { value, count: 0, expires_at: after(lifetimeSeconds) }
      await database
        .insertInto('ephemeral')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
    },

    async get(key) {
      const row = await database
        .selectFrom('ephemeral')
        .select('value')
        .where('key', '=', key)
        .where('expires_at', '>', clock.now())
        .executeTakeFirst()
      return row?.value
    },

    async take(key) {
      const row = await database
        .deleteFrom('ephemeral')
        .where('key', '=', key)
        .where('expires_at', '>', clock.now())
        .returning('value')
        .executeTakeFirst()
      return row?.value
    },

    async count(key, windowSeconds) {
      const open = sql<boolean>`ephemeral.expires_at > ${clock.now()}`
      const row = await database
        .insertInto('ephemeral')
        .values({ key, value: '', count: 1, expires_at: after(windowSeconds) })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            count: sql`case when ${open} then ephemeral.count + 1 else 1 end`,
            expires_at: sql`case when ${open} then ephemeral.expires_at else excluded.expires_at end`,
          }),
        )
        .returning(['count', 'expires_at as closesAt'])
        .executeTakeFirstOrThrow()
      return row
    },

    async remove(key) {
      await database.deleteFrom('ephemeral').where('key', '=', key).execute()
    },

    async ping() {
      await sql`select 1`.execute(database)
    },
  }
}
