import type { AuthenticationMethod } from '../assurance/assurance.ts'
import type { SessionStore } from '../sessions/session.ts'
import { askedOften } from './asked-often.ts'
import type { Database } from './schema.ts'
import { toSession, toSessionRow } from './session-row.ts'

const findSession = askedOften((database, unknown) =>
  database.selectFrom('session').selectAll().where('id_hash', '=', unknown('idHash')),
)

export function createSessionStore(database: Database): SessionStore {
  return {
    async open(session) {
      await database
        .insertInto('session')
        .values({ ...toSessionRow(session), ended_at: null, ended_because: null })
        .execute()
    },

    async goOn(formerIdHash, session) {
      const carried = await database
        .updateTable('session')
        .set(toSessionRow(session))
        .where('id_hash', '=', formerIdHash)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return carried.numUpdatedRows === 1n
    },

    async find(idHash) {
      const {
        rows: [row],
      } = await findSession(database, { idHash })
      return row && toSession(row)
    },

    async listOf(accountId, at) {
      const rows = await database
        .selectFrom('session')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', at)
        .orderBy('authenticated_at', 'desc')
        .execute()
      return rows.map(toSession)
    },

    async userAgentsOf(accountId, handles) {
      if (handles.length === 0) return new Map()
      const rows = await database
        .selectFrom('session')
        .select(['handle', 'user_agent'])
        .where('account_id', '=', accountId)
        .where('handle', 'in', [...handles])
        .execute()
      return new Map(rows.map((row) => [row.handle, row.user_agent]))
    },

    async touch(idHash, at) {
      await database.updateTable('session').set({ last_seen_at: at }).where('id_hash', '=', idHash).execute()
    },

    async end(idHash, reason, at) {
      await database
        .updateTable('session')
        .set({ ended_at: at, ended_because: reason })
        .where('id_hash', '=', idHash)
        .where('ended_at', 'is', null)
        .execute()
    },

    async endByHandle(accountId, handle, reason, at) {
      const ended = await database
        .updateTable('session')
        .set({ ended_at: at, ended_because: reason })
        .where('account_id', '=', accountId)
        .where('handle', '=', handle)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return ended.numUpdatedRows === 1n
    },

    async endOthers(accountId, exceptIdHash, reason, at) {
      const ended = await database
        .updateTable('session')
        .set({ ended_at: at, ended_because: reason })
        .where('account_id', '=', accountId)
        .where('id_hash', '<>', exceptIdHash)
        .where('ended_at', 'is', null)
        .returning('handle')
        .execute()
      return ended.map(({ handle }) => handle)
    },

    async endAllOf(accountId, reason, at) {
      await database
        .updateTable('session')
        .set({ ended_at: at, ended_because: reason })
        .where('account_id', '=', accountId)
        .where('ended_at', 'is', null)
        .execute()
    },

    async endAllWithCard(certificateBindingId, reason, at) {
      await database
        .updateTable('session')
        .set({ ended_at: at, ended_because: reason })
        .where('certificate_binding_id', '=', certificateBindingId)
        .where('ended_at', 'is', null)
        .execute()
    },

    async endWithoutCard(accountId, profile, reason, at) {
      const ended = await database
        .updateTable('session')
        .set({ ended_at: at, ended_because: reason })
        .where('account_id', '=', accountId)
        .where('profile', '=', profile)
        .where('method', '!=', 'smart-card' satisfies AuthenticationMethod)
        .where('ended_at', 'is', null)
        .returning('handle')
        .execute()
      return ended.map(({ handle }) => handle)
    },

    async moveEntry(accountId, fromExpertiseId, toExpertiseId) {
      await database
        .updateTable('session')
        .set({ entry_expertise_id: toExpertiseId })
        .where('account_id', '=', accountId)
        .where('entry_expertise_id', '=', fromExpertiseId)
        .where('ended_at', 'is', null)
        .execute()
    },
  }
}
