import type { CivilStatus, PersonalAccountClaim, PersonalAccountStore } from '../people/personal-account.ts'
import type { Database, Tables } from './schema.ts'

export function createPersonalAccountStore(database: Database): PersonalAccountStore {
  return {
    async claim(claim, link) {
      await database
        .insertInto('personal_account_claim')
        .values({
          id: claim.id,
          token_hash: link.tokenHash,
          email: claim.email,
          email_key: claim.emailKey,
          password_hash: claim.passwordHash,
          identity: JSON.stringify(claim.civilStatus),
          claimed_at: claim.claimedAt,
          expires_at: link.expiresAt,
          used_at: null,
        })
        .execute()
    },

    async findClaim(id) {
      return toClaim(
        await database.selectFrom('personal_account_claim').selectAll().where('id', '=', id).executeTakeFirst(),
      )
    },

    async findClaimByLink(tokenHash) {
      return toClaim(
        await database
          .selectFrom('personal_account_claim')
          .selectAll()
          .where('token_hash', '=', tokenHash)
          .executeTakeFirst(),
      )
    },

    async renewLink(claimId, link) {
      await database
        .updateTable('personal_account_claim')
        .set({ token_hash: link.tokenHash, expires_at: link.expiresAt })
        .where('id', '=', claimId)
        .where('used_at', 'is', null)
        .execute()
    },

    async linkIsOpen(tokenHash, at) {
      const open = await database
        .selectFrom('personal_account_claim')
        .select('id')
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return open !== undefined
    },

    async takeClaim(tokenHash, at) {
      return toClaim(
        await database
          .updateTable('personal_account_claim')
          .set({ used_at: at })
          .where('token_hash', '=', tokenHash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', at)
          .returningAll()
          .executeTakeFirst(),
      )
    },

    async keep(accountId, civilStatus, declaredAt, activatedAt) {
      await database
        .insertInto('personal_account')
        .values({
          account_id: accountId,
          identity: JSON.stringify(civilStatus),
          declared_at: declaredAt,
          activated_at: activatedAt,
        })
        .execute()
    },

    async find(accountId) {
      const row = await database
        .selectFrom('personal_account')
        .select('identity')
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row && readCivilStatus(row.identity)
    },
  }
}

const toClaim = (row: Tables['personal_account_claim'] | undefined): PersonalAccountClaim | undefined =>
  row && {
    id: row.id,
    email: row.email,
    emailKey: row.email_key,
    passwordHash: row.password_hash,
    civilStatus: readCivilStatus(row.identity),
    claimedAt: row.claimed_at,
  }

const readCivilStatus = (identity: string): CivilStatus => JSON.parse(identity) as CivilStatus
