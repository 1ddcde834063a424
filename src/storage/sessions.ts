import type { AuthenticationMethod } from '../assurance/assurance.ts'
import type { SessionStore } from '../sessions/session.ts'
import type { Database } from './schema.ts'
import { toSession } from './session-row.ts'

export function createSessionStore(database: Database): SessionStore {
  return {
    async open(session) {
      await database
        .insertInto('session')
        .values({
          id_hash: session.idHash,
          handle: session.handle,
          account_id: session.accountId,
          profile: session.profile,
          method: session.method,
          assurance: session.assurance,
          certificate_binding_id: session.certificateBindingId ?? null,
          entry_expertise_id: session.entryExpertiseId ?? null,
          user_agent: session.userAgent,
          authenticated_at: session.authenticatedAt,
          last_seen_at: session.lastSeenAt,
          expires_at: session.expiresAt,
          ended_at: null,
          ended_because: null,
        })
        .execute()
    },

    async find(idHash) {
      const row = await database.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
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

    async rename(idHash, newIdHash) {
      await database.updateTable('session').set({ id_hash: newIdHash }).where('id_hash', '=', idHash).execute()
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
