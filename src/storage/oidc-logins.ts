import type { Login, LoginStore } from '../protocols/oidc/login.ts'
import { askedOften } from './asked-often.ts'
import type { Database, Tables } from './schema.ts'

const findState = askedOften((database, unknown) =>
  database
    .selectFrom('oidc_login')
    .select('state')
    .where('session_handle', '=', unknown('sessionHandle'))
    .where('client_id', '=', unknown('applicationId')),
)

export function createLoginStore(database: Database): LoginStore {
  const pending = (sessionHandle: string, applicationId: string, attempts: number) =>
    database
      .updateTable('oidc_login')
      .where('session_handle', '=', sessionHandle)
      .where('client_id', '=', applicationId)
      .where('state', '=', 'leaving')
      .where('attempts', '=', attempts)

  return {
    async note(sessionHandle, applicationId, at) {
      // Nearly always it is open already: a look costs no write.
      const { rows } = await findState(database, { sessionHandle, applicationId })
      if (rows[0]?.state === 'open') return false
      const open = {
        logged_in_at: at,
        state: 'open',
        attempts: 0,
        next_attempt_at: null,
        last_error: null,
        settled_at: null,
      } as const
      await database
        .insertInto('oidc_login')
        .values({ session_handle: sessionHandle, client_id: applicationId, ...open })
        .onConflict((conflict) => conflict.columns(['session_handle', 'client_id']).doUpdateSet(open))
        .execute()
      return true
    },

    async ofAccount(accountId) {
      const rows = await database
        .selectFrom('oidc_login')
        .innerJoin('session', 'session.handle', 'oidc_login.session_handle')
        .selectAll('oidc_login')
        .where('session.account_id', '=', accountId)
        .orderBy('logged_in_at', 'desc')
        .execute()
      return rows.map(toLogin)
    },

    async ofApplication(applicationId, limit) {
      const rows = await database
        .selectFrom('oidc_login')
        .selectAll()
        .where('client_id', '=', applicationId)
        .orderBy('logged_in_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toLogin)
    },

    async sessionsOver(at, idleSeconds, limit) {
      const rows = await database
        .selectFrom('oidc_login')
        .innerJoin('session', 'session.handle', 'oidc_login.session_handle')
        .innerJoin('account', 'account.id', 'session.account_id')
        .select('session_handle')
        .distinct()
        .where('oidc_login.state', '=', 'open')
        .where((where) =>
          where.or([
            where('session.ended_at', 'is not', null),
            where('session.expires_at', '<=', at),
            where('session.last_seen_at', '<=', at - idleSeconds * 1000),
            where('account.status', '=', 'inactive'),
          ]),
        )
        .limit(limit)
        .execute()
      return rows.map((row) => row.session_handle)
    },

    async sessionsOpen(after, limit) {
      const rows = await database
        .selectFrom('oidc_login')
        .select('session_handle')
        .distinct()
        .where('state', '=', 'open')
        .where('session_handle', '>', after)
        .orderBy('session_handle')
        .limit(limit)
        .execute()
      return rows.map((row) => row.session_handle)
    },

    async leave(sessionHandle, at) {
      await database
        .updateTable('oidc_login')
        .set({ state: 'leaving', next_attempt_at: at })
        .where('session_handle', '=', sessionHandle)
        .where('state', '=', 'open')
        .execute()
    },

    async claimDue(at, leaseEndsAt) {
      for (;;) {
        // Looking first costs an idle process no write lock; the update alone decides who delivers.
        const due = await database
          .selectFrom('oidc_login')
          .innerJoin('session', 'session.handle', 'oidc_login.session_handle')
          .select(['session_handle', 'client_id', 'attempts', 'session.account_id'])
          .where('state', '=', 'leaving')
          .where('next_attempt_at', '<=', at)
          .orderBy('next_attempt_at')
          .limit(1)
          .executeTakeFirst()
        if (due === undefined) return undefined
        const attempts = due.attempts + 1
        const claimed = await pending(due.session_handle, due.client_id, due.attempts)
          .set({ attempts, next_attempt_at: leaseEndsAt })
          .executeTakeFirst()
        if (claimed.numUpdatedRows === 1n) {
          return {
            sessionHandle: due.session_handle,
            applicationId: due.client_id,
            accountId: due.account_id,
            attempts,
          }
        }
      }
    },

    async settle({ sessionHandle, applicationId, attempts }, state, at, reason) {
      await pending(sessionHandle, applicationId, attempts)
        .set({ state, settled_at: at, next_attempt_at: null, last_error: reason ?? null })
        .execute()
    },

    async postpone({ sessionHandle, applicationId, attempts }, nextAttemptAt, reason) {
      await pending(sessionHandle, applicationId, attempts)
        .set({ next_attempt_at: nextAttemptAt, last_error: reason })
        .execute()
    },

    async holdBack(applicationId, at, until) {
      await database
        .updateTable('oidc_login')
        .set({ next_attempt_at: until })
        .where('client_id', '=', applicationId)
        .where('state', '=', 'leaving')
        .where('next_attempt_at', '<=', at)
        .execute()
    },

    async purge(before) {
      await database.deleteFrom('oidc_login').where('settled_at', '<', before).execute()
    },
  }
}

const toLogin = (row: Tables['oidc_login']): Login => ({
  sessionHandle: row.session_handle,
  applicationId: row.client_id,
  loggedInAt: row.logged_in_at,
  state: row.state,
  attempts: row.attempts,
  lastError: row.last_error ?? undefined,
  settledAt: row.settled_at ?? undefined,
})
