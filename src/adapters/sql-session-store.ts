import type { SessionData, Store } from 'express-session'
import type { Clock } from '../ports/clock.ts'
import type { Database } from '../storage/schema.ts'
import { PROLONG_EVERY_SECONDS, type SessionRecords, SessionStore } from './session-store.ts'

/** What a destroyed session leaves until its deadline: nothing is saved over it. */
const BURIED = ''

/**
 * Sessions in the table http_session.
 * @param idleSeconds how long a session lives unused; up to a minute longer, since its deadline moves once a minute.
 */
export function createSqlSessionStore(database: Database, clock: Clock, idleSeconds: number): Store {
  return new SessionStore(sqlSessionRecords(database, clock, idleSeconds))
}

function sqlSessionRecords(database: Database, clock: Clock, idleSeconds: number): SessionRecords {
  const deadline = () => clock.now() + (idleSeconds + PROLONG_EVERY_SECONDS) * 1000

  return {
    async get(key) {
      const row = await database
        .selectFrom('http_session')
        .select('data')
        .where('key', '=', key)
        .where('data', '<>', BURIED)
        .where('expires_at', '>', clock.now())
        .executeTakeFirst()
      return row === undefined ? null : (JSON.parse(row.data) as SessionData)
    },

    async set(key, session) {
      const row = { data: JSON.stringify(session), expires_at: deadline() }
      await database
        .insertInto('http_session')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row).where('http_session.data', '<>', BURIED))
        .execute()
    },

    async touch(key) {
      const next = deadline()
      await database
        .updateTable('http_session')
        .set({ expires_at: next })
        .where('key', '=', key)
        .where('data', '<>', BURIED)
        .where('expires_at', '>', clock.now())
        .where('expires_at', '<=', next - PROLONG_EVERY_SECONDS * 1000)
        .execute()
    },

    async destroy(key) {
      await database.updateTable('http_session').set({ data: BURIED }).where('key', '=', key).execute()
    },
  }
}
