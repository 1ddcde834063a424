import type { LinkPurpose, MailedLink, MailedLinkStore } from '../sign-in/mailed-link.ts'
import type { Database, Tables } from './schema.ts'

export function createMailedLinkStore(database: Database): MailedLinkStore {
  return {
    async issue(tokenHash, link, at) {
      await this.revoke(link.accountId, link.purpose, at)
      await database
        .insertInto('mailed_link')
        .values({
          token_hash: tokenHash,
          purpose: link.purpose,
          account_id: link.accountId,
          issued_at: at,
          expires_at: link.expiresAt,
          used_at: null,
        })
        .execute()
    },

    async revoke(accountId, purpose, at) {
      await database
        .updateTable('mailed_link')
        .set({ used_at: at })
        .where('account_id', '=', accountId)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .execute()
    },

    async issuedSince(accountId, purpose, since) {
      const rows = await database
        .selectFrom('mailed_link')
        .select('issued_at')
        .where('account_id', '=', accountId)
        .where('purpose', '=', purpose)
        .where('issued_at', '>', since)
        .orderBy('issued_at')
        .execute()
      return rows.map((row) => row.issued_at)
    },

    async peek(tokenHash, purpose, at) {
      return read(
        await database
          .selectFrom('mailed_link')
          .selectAll()
          .where('token_hash', '=', tokenHash)
          .where('purpose', '=', purpose)
          .where('used_at', 'is', null)
          .where('expires_at', '>', at)
          .executeTakeFirst(),
      )
    },

    async take(tokenHash, purpose, at) {
      return read(
        await database
          .updateTable('mailed_link')
          .set({ used_at: at })
          .where('token_hash', '=', tokenHash)
          .where('purpose', '=', purpose)
          .where('used_at', 'is', null)
          .where('expires_at', '>', at)
          .returningAll()
          .executeTakeFirst(),
      )
    },
  }
}

const read = (row: Tables['mailed_link'] | undefined): MailedLink | undefined =>
  row && { purpose: row.purpose as LinkPurpose, accountId: row.account_id, expiresAt: row.expires_at }
