import type { Account, AccountStore, NewAccount } from '../people/account.ts'
import { isProfile } from '../people/profile.ts'
import { askedOften } from './asked-often.ts'
import type { Database, Tables } from './schema.ts'

const findAccount = askedOften((database, unknown) =>
  database.selectFrom('account').selectAll().where('id', '=', unknown('id')),
)

const findProfiles = askedOften((database, unknown) =>
  database
    .selectFrom('account_profile')
    .select('profile')
    .where('account_id', '=', unknown('id'))
    .orderBy('granted_at'),
)

export function createAccountStore(database: Database): AccountStore {
  return {
    async create(account, at) {
      await database.insertInto('account').values(newRow(account, at)).execute()
      for (const profile of account.profiles) await this.grantProfile(account.id, profile, at)
    },

    async ensure(account, at) {
      await database
        .insertInto('account')
        .values(newRow(account, at))
        .onConflict((conflict) => conflict.column('email_key').doNothing())
        .execute()
      const found = await this.findByEmailKey(account.emailKey)
      if (found === undefined) throw new Error('an account that was just made is not there')
      if (found.id !== account.id) return found
      for (const profile of account.profiles) await this.grantProfile(account.id, profile, at)
      return { ...found, profiles: account.profiles }
    },

    async find(id) {
      return read((await findAccount(database, { id })).rows[0])
    },

    async findByEmailKey(emailKey) {
      return read(await database.selectFrom('account').selectAll().where('email_key', '=', emailKey).executeTakeFirst())
    },

    async grantProfile(accountId, profile, at) {
      await database
        .insertInto('account_profile')
        .values({ account_id: accountId, profile, granted_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },

    async changeEmail(accountId, email, emailKey) {
      const changed = await database
        .updateTable('account')
        .set({ email, email_key: emailKey })
        .where('id', '=', accountId)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('account as other')
                .select('other.id')
                .where('other.email_key', '=', emailKey)
                .where('other.id', '<>', accountId),
            ),
          ),
        )
        .executeTakeFirst()
      return changed.numUpdatedRows === 1n
    },

    async setStatus(accountId, status) {
      await database.updateTable('account').set({ status }).where('id', '=', accountId).execute()
    },

    async lock(accountId) {
      // An update that changes nothing: the one row lock that both engines have. Not of the key, which SQLite would look
      // for in every table that refers to it.
      await database
        .updateTable('account')
        .set((row) => ({ status: row.ref('status') }))
        .where('id', '=', accountId)
        .execute()
    },
  }

  async function read(row: Tables['account'] | undefined): Promise<Account | undefined> {
    if (row === undefined) return undefined
    const { rows: profiles } = await findProfiles(database, { id: row.id })
    return {
      id: row.id,
      email: row.email,
      givenNames: row.given_names,
      surname: row.surname,
      status: row.status,
      locale: row.locale === 'en' ? 'en' : 'fr',
      profiles: profiles.map(({ profile }) => profile).filter(isProfile),
      createdAt: row.created_at,
    }
  }
}

const newRow = (account: NewAccount, at: number): Tables['account'] => ({
  id: account.id,
  email: account.email,
  email_key: account.emailKey,
  given_names: account.givenNames,
  surname: account.surname,
  status: 'active',
  locale: 'fr',
  created_at: at,
})
