import type { Application, ApplicationStore, RegisteredApplication } from '../protocols/oidc/application.ts'
import type { Database, Tables } from './schema.ts'

export function createApplicationStore(database: Database): ApplicationStore {
  return {
    async add({ secretSealed, addedAt, secretChangedAt, ...application }) {
      const added = await database
        .insertInto('oidc_client')
        .values({
          id: application.id,
          registration: JSON.stringify(application satisfies Application),
          secret_sealed: secretSealed ?? null,
          added_at: addedAt,
          secret_changed_at: secretChangedAt ?? null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return added.numInsertedOrUpdatedRows === 1n
    },

    async find(id) {
      return read(await database.selectFrom('oidc_client').selectAll().where('id', '=', id).executeTakeFirst())
    },

    async list() {
      const rows = await database.selectFrom('oidc_client').selectAll().orderBy('id').execute()
      return rows.map(fromRow)
    },

    async changeSecret(id, secretSealed, at) {
      const changed = await database
        .updateTable('oidc_client')
        .set({ secret_sealed: secretSealed, secret_changed_at: at })
        .where('id', '=', id)
        .executeTakeFirst()
      return changed.numUpdatedRows === 1n
    },

    async remove(id) {
      const removed = await database.deleteFrom('oidc_client').where('id', '=', id).executeTakeFirst()
      return removed.numDeletedRows === 1n
    },
  }
}

const read = (row: Tables['oidc_client'] | undefined) => (row === undefined ? undefined : fromRow(row))

const fromRow = (row: Tables['oidc_client']): RegisteredApplication => ({
  ...(JSON.parse(row.registration) as Application),
  secretSealed: row.secret_sealed ?? undefined,
  addedAt: row.added_at,
  secretChangedAt: row.secret_changed_at ?? undefined,
})
