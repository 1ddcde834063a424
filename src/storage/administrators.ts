import type { AdministratorStore } from '../people/administrator.ts'
import type { Database } from './schema.ts'

export const createAdministratorStore = (database: Database): AdministratorStore => ({
  async appoint(accountId, at) {
    await database
      .insertInto('administrator')
      .values({ account_id: accountId, appointed_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },

  async dismiss(accountId) {
    await database.deleteFrom('administrator').where('account_id', '=', accountId).execute()
  },

  async isOne(accountId) {
    const found = await database
      .selectFrom('administrator')
      .select('account_id')
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    return found !== undefined
  },
})
