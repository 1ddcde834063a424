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

    async ofAccount(accountId, at, idleSeconds) {
      return database
        .selectFrom('application_session')
        .innerJoin('session', 'session.handle', 'application_session.session_handle')
        .select(['application_id as applicationId', 'session_handle as sessionHandle'])
        .select((row) => row.fn.max('application_session.opened_at').as('openedAt'))
        .where('session.account_id', '=', accountId)
        .where('session.ended_at', 'is', null)
        .where('session.expires_at', '>', at)
        .where('session.last_seen_at', '>', at - idleSeconds * 1000)
        .groupBy(['application_id', 'session_handle'])
        .execute()
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
