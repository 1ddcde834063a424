import type {
  ProtectedApplicationStore,
  RegisteredProtectedApplication,
} from '../protocols/forward-auth/protected-application.ts'
import type { Database, Tables } from './schema.ts'

export function createProtectedApplicationStore(database: Database): ProtectedApplicationStore {
  return {
    async add({ id, origin, secretSha256, addedAt, ...registration }) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('protected_application')
        .values({
          id,
          origin,
          registration: JSON.stringify(registration),
          secret_sha256: secretSha256 ?? null,
          added_at: addedAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },

    async list() {
      const rows = await database.selectFrom('protected_application').selectAll().orderBy('id').execute()
      return rows.map(toApplication)
    },

    async changeSecret(id, secretSha256) {
      const { numUpdatedRows } = await database
        .updateTable('protected_application')
        .set({ secret_sha256: secretSha256 ?? null })
        .where('id', '=', id)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async remove(id) {
      const { numDeletedRows } = await database
        .deleteFrom('protected_application')
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows === 1n
    },
  }
}

type Registration = Omit<RegisteredProtectedApplication, 'id' | 'origin' | 'secretSha256' | 'addedAt'>

const toApplication = (row: Tables['protected_application']): RegisteredProtectedApplication => ({
  ...(JSON.parse(row.registration) as Registration),
  id: row.id,
  origin: row.origin,
  secretSha256: row.secret_sha256 ?? undefined,
  addedAt: row.added_at,
})
