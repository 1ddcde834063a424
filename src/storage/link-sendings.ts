import type { LinkSendingStore } from '../sign-in/mailed-link.ts'
import type { Database } from './schema.ts'

export function createLinkSendingStore(database: Database): LinkSendingStore {
  return {
    async note(id, recipient, at) {
      await database.insertInto('link_sending').values({ id, recipient, sent_at: at }).execute()
    },

    async since(recipient, since) {
      const rows = await database
        .selectFrom('link_sending')
        .select('sent_at')
        .where('recipient', '=', recipient)
        .where('sent_at', '>', since)
        .orderBy('sent_at')
        .execute()
      return rows.map((row) => row.sent_at)
    },
  }
}
