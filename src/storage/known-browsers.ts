import type { KnownBrowserStore } from '../sign-in/known-browser.ts'
import type { Database } from './schema.ts'

export function createKnownBrowserStore(database: Database): KnownBrowserStore {
  return {
    async isKnown(accountId, browserHash) {
      const row = await database
        .selectFrom('known_browser')
        .select('account_id')
        .where('account_id', '=', accountId)
        .where('browser_hash', '=', browserHash)
        .executeTakeFirst()
      return row !== undefined
    },

    async hashesOf(accountId) {
      const rows = await database
        .selectFrom('known_browser')
        .select('browser_hash')
        .where('account_id', '=', accountId)
        .execute()
      return rows.map((row) => row.browser_hash)
    },

    async remember(accountId, browserHash, at) {
      await database
        .insertInto('known_browser')
        .values({ account_id: accountId, browser_hash: browserHash, last_login_at: at })
        .onConflict((conflict) => conflict.columns(['account_id', 'browser_hash']).doUpdateSet({ last_login_at: at }))
        .execute()
    },
  }
}
