import type { Registration, RegistrationStore } from '../people/registration.ts'
import type { Database } from './schema.ts'

export function createRegistrationStore(database: Database): RegistrationStore {
  return {
    async keep(accountId, registration, at) {
      await database
        .insertInto('registration')
        .values({ account_id: accountId, form: JSON.stringify(registration), registered_at: at })
        .execute()
    },

    async find(accountId) {
      const row = await database
        .selectFrom('registration')
        .select('form')
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row && (JSON.parse(row.form) as Registration)
    },
  }
}
