import type { RelinkRequest, RelinkRequestStore } from '../people/relink.ts'
import type { Database, Tables } from './schema.ts'

export function createRelinkRequestStore(database: Database): RelinkRequestStore {
  return {
    async ask({ id, reference, accountId, card, askedAt }) {
      await database
        .insertInto('relink_request')
        .values({
          id,
          reference,
          account_id: accountId,
          card,
          status: 'pending',
          asked_at: askedAt,
          decided_at: null,
          decided_by: null,
          reason: null,
        })
        .execute()
    },

    async list(status) {
      const rows = await database
        .selectFrom('relink_request')
        .selectAll()
        .where('status', '=', status)
        .orderBy('asked_at')
        .execute()
      return rows.map(fromRow)
    },

    async findByReference(reference) {
      const row = await database
        .selectFrom('relink_request')
        .selectAll()
        .where('reference', '=', reference)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async decide(id, status, decidedBy, reason, at) {
      const decided = await database
        .updateTable('relink_request')
        .set({ status, decided_at: at, decided_by: decidedBy, reason })
        .where('id', '=', id)
        .where('status', '=', 'pending')
        .executeTakeFirst()
      return decided.numUpdatedRows === 1n
    },
  }
}

const fromRow = (row: Tables['relink_request']): RelinkRequest => ({
  id: row.id,
  reference: row.reference,
  accountId: row.account_id,
  card: row.card,
  status: row.status,
  askedAt: row.asked_at,
  decidedAt: row.decided_at ?? undefined,
  decidedBy: row.decided_by ?? undefined,
  reason: row.reason ?? undefined,
})
