import type { EmailChange, EmailChangeStore } from '../people/email-change.ts'
import type { Database, Tables } from './schema.ts'

export function createEmailChangeStore(database: Database): EmailChangeStore {
  return {
    async ask(tokenHash, change, at) {
      await database
        .updateTable('email_change')
        .set({ used_at: at })
        .where('account_id', '=', change.accountId)
        .where('used_at', 'is', null)
        .execute()
      await database
        .insertInto('email_change')
        .values({
          token_hash: tokenHash,
          account_id: change.accountId,
          email: change.email,
          email_key: change.emailKey,
          asked_at: at,
          expires_at: change.expiresAt,
          used_at: null,
        })
        .execute()
    },

    async peek(tokenHash, at) {
      return toChange(
        await database
          .selectFrom('email_change')
          .selectAll()
          .where('token_hash', '=', tokenHash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', at)
          .executeTakeFirst(),
      )
    },

    async take(tokenHash, at) {
      return toChange(
        await database
          .updateTable('email_change')
          .set({ used_at: at })
          .where('token_hash', '=', tokenHash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', at)
          .returningAll()
          .executeTakeFirst(),
      )
    },
  }
}

const toChange = (row: Tables['email_change'] | undefined): EmailChange | undefined =>
  row && { accountId: row.account_id, email: row.email, emailKey: row.email_key, expiresAt: row.expires_at }
