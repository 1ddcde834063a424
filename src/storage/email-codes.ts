import type { Random } from '../ports/random.ts'
import { CODE_TRIES, type EmailCode, type EmailCodeStore } from '../sign-in/methods/email-code/one-time-code.ts'
import type { Database, Tables } from './schema.ts'

export function createEmailCodeStore(database: Database, random: Random): EmailCodeStore {
  return {
    async issue(code) {
      const issued = {
        secret_sealed: code.secretSealed,
        counter: code.counter,
        code_fingerprint: code.codeFingerprint,
        issued_at: code.issuedAt,
        expires_at: code.expiresAt,
      }
      await database
        .insertInto('email_code')
        .values({ sign_in_id: code.signInId, tries: 0, ended_at: null, ...issued })
        .onConflict((conflict) => conflict.column('sign_in_id').doUpdateSet(issued))
        .execute()
      await database
        .insertInto('code_sending')
        .values({
          id: Buffer.from(random.bytes(16)).toString('hex'),
          recipient: code.recipient,
          sent_at: code.issuedAt,
        })
        .execute()
    },

    async find(signInId) {
      return read(
        await database.selectFrom('email_code').selectAll().where('sign_in_id', '=', signInId).executeTakeFirst(),
      )
    },

    async spendTry(signInId, at) {
      return read(
        await database
          .updateTable('email_code')
          .set((row) => ({ tries: row('tries', '+', 1) }))
          .where('sign_in_id', '=', signInId)
          .where('tries', '<', CODE_TRIES)
          .where('ended_at', 'is', null)
          .where('expires_at', '>', at)
          .returningAll()
          .executeTakeFirst(),
      )
    },

    async consume(signInId, counter, at) {
      const consumed = await database
        .updateTable('email_code')
        .set({ ended_at: at })
        .where('sign_in_id', '=', signInId)
        .where('counter', '=', counter)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return consumed.numUpdatedRows === 1n
    },

    async sendingsSince(recipient, since) {
      const rows = await database
        .selectFrom('code_sending')
        .select('sent_at')
        .where('recipient', '=', recipient)
        .where('sent_at', '>', since)
        .orderBy('sent_at')
        .execute()
      return rows.map((row) => row.sent_at)
    },
  }
}

const read = (row: Tables['email_code'] | undefined): EmailCode | undefined =>
  row && {
    signInId: row.sign_in_id,
    secretSealed: row.secret_sealed,
    counter: row.counter,
    codeFingerprint: row.code_fingerprint,
    triesLeft: row.ended_at === null ? CODE_TRIES - row.tries : 0,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
  }
