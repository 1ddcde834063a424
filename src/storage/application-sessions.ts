import type { ApplicationSessionStore } from '../protocols/forward-auth/application-session.ts'
import type { Database } from './schema.ts'

export function createApplicationSessionStore(database: Database): ApplicationSessionStore {
  return {
    async open(idHash, { applicationId, sessionHandle }, at) {
      await database
        .insertInto('application_session')
        .values({ id_hash: idHash, application_id: applicationId, session_handle: sessionHandle, opened_at: at })
        .execute()
    },

    async find(idHash) {
      const row = await database
        .selectFrom('application_session')
        .select(['application_id', 'session_handle'])
        .where('id_hash', '=', idHash)
        .executeTakeFirst()
      return row && { applicationId: row.application_id, sessionHandle: row.session_handle }
    },

    async ofSession(sessionHandle) {
      const rows = await database
        .selectFrom('application_session')
        .select(['application_id', 'opened_at'])
        .where('session_handle', '=', sessionHandle)
        .orderBy('opened_at', 'desc')
        .execute()
      return rows.map((row) => ({ applicationId: row.application_id, openedAt: row.opened_at }))
    },

    async purge(at) {
      const over = database
        .selectFrom('session')
        .select('handle')
        .where((where) => where.or([where('ended_at', 'is not', null), where('expires_at', '<=', at)]))
      await database.deleteFrom('application_session').where('session_handle', 'in', over).execute()
    },
  }
}
