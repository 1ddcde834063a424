import {
  hashOfEntry,
  type JournalData,
  type JournalEntry,
  type JournalEvent,
  type JournalStore,
} from '../journal/journal.ts'
import { inTransaction } from './in-transaction.ts'
import type { Database, Tables } from './schema.ts'

export function createJournalStore(database: Database): JournalStore {
  return {
    append: (event, data, at) =>
      inTransaction(database, async (transaction) => {
        const head = await transaction
          .updateTable('journal_head')
          .set((row) => ({ sequence: row('sequence', '+', 1) }))
          .returning(['sequence', 'hash'])
          .executeTakeFirstOrThrow()
        const entry = { sequence: head.sequence, occurredAt: at, event, data, previousHash: head.hash }
        const hash = hashOfEntry(entry)
        await transaction
          .insertInto('journal')
          .values({
            sequence: entry.sequence,
            occurred_at: at,
            event,
            data: JSON.stringify(data),
            account_id: typeof data['account'] === 'string' ? data['account'] : null,
            previous_hash: entry.previousHash,
            hash,
          })
          .execute()
        await transaction.updateTable('journal_head').set({ hash }).execute()
      }),

    async read(sequence, limit) {
      const rows = await database
        .selectFrom('journal')
        .selectAll()
        .where('sequence', '>=', sequence)
        .orderBy('sequence')
        .limit(limit)
        .execute()
      return rows.map(toEntry)
    },

    async latestAbout(accountId, events, limit) {
      const rows = await database
        .selectFrom('journal')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('event', 'in', [...events])
        .orderBy('sequence', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toEntry)
    },
  }
}

const toEntry = (row: Tables['journal']): JournalEntry => ({
  sequence: row.sequence,
  occurredAt: row.occurred_at,
  event: row.event as JournalEvent,
  data: JSON.parse(row.data) as JournalData,
  previousHash: row.previous_hash,
  hash: row.hash,
})
