import type { SignIn, SignInStore } from '../sign-in/sign-in.ts'
import { accountOf, type Intent, type SignInState } from '../sign-in/transaction.ts'
import type { Database, Tables } from './schema.ts'

export function createSignInStore(database: Database): SignInStore {
  return {
    async begin(signIn, at) {
      await database
        .insertInto('sign_in')
        .values({
          id: signIn.id,
          browser_key: signIn.browserKey,
          intent: JSON.stringify(signIn.intent),
          state: JSON.stringify(signIn.state),
          account_id: accountOf(signIn.state) ?? null,
          version: signIn.version,
          started_at: at,
          expires_at: signIn.expiresAt,
        })
        .execute()
    },

    async find(id) {
      return read(await database.selectFrom('sign_in').selectAll().where('id', '=', id).executeTakeFirst())
    },

    async findNewest(browserKey) {
      return read(
        await database
          .selectFrom('sign_in')
          .selectAll()
          .where('browser_key', '=', browserKey)
          .orderBy('started_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      )
    },

    async swap(id, version, state) {
      const swapped = await database
        .updateTable('sign_in')
        .set({ state: JSON.stringify(state), account_id: accountOf(state) ?? null, version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst()
      return swapped.numUpdatedRows === 1n
    },

    async endAllOf(accountId, at, exceptId = '') {
      await database
        .updateTable('sign_in')
        .set((row) => ({ expires_at: at, version: row('version', '+', 1) }))
        .where('account_id', '=', accountId)
        .where('id', '<>', exceptId)
        .where('expires_at', '>', at)
        .execute()
    },
  }
}

const read = (row: Tables['sign_in'] | undefined): SignIn | undefined =>
  row && {
    id: row.id,
    browserKey: row.browser_key,
    intent: JSON.parse(row.intent) as Intent,
    state: JSON.parse(row.state) as SignInState,
    version: row.version,
    expiresAt: row.expires_at,
  }
