import type { PasswordStore } from '../people/password.ts'
import type { Database } from './schema.ts'

export function createPasswordStore(database: Database): PasswordStore {
  return {
    async find(accountId) {
      const row = await database
        .selectFrom('password')
        .selectAll()
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row && { hash: row.hash, kind: row.kind, expiresAt: row.expires_at ?? undefined }
    },

    async set(accountId, password, at) {
      const values = {
        hash: password.hash,
        kind: password.kind,
        expires_at: password.expiresAt ?? null,
        changed_at: at,
      }
      await database
        .insertInto('password')
        .values({ account_id: accountId, ...values })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
        .execute()
    },

    async setTemporary(accountId, hash, expiresAt, at) {
      const values = { hash, kind: 'temporary', expires_at: expiresAt, changed_at: at } as const
      const written = await database
        .insertInto('password')
        .values({ account_id: accountId, ...values })
        .onConflict((conflict) =>
          conflict.column('account_id').doUpdateSet(values).where('password.kind', '=', 'temporary'),
        )
        .returning('account_id')
        .executeTakeFirst()
      return written !== undefined
    },

    async dropTemporary(accountId) {
      await database
        .deleteFrom('password')
        .where('account_id', '=', accountId)
        .where('kind', '=', 'temporary')
        .execute()
    },
  }
}
