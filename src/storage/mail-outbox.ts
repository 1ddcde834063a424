import { sql } from 'kysely'
import type { MailStatus, OutboxMail, OutboxStore } from '../mail/outbox.ts'
import type { Database, Tables } from './schema.ts'

/** @param database the connection, or the caller's transaction. */
export function createOutboxStore(database: Database): OutboxStore {
  const endPending = (state: Row['state'], at: number, reason?: string) =>
    database
      .updateTable('mail_outbox')
      .set({ state, settled_at: at, parameters_sealed: '', ...(reason !== undefined && { last_error: reason }) })
      .where('state', '=', 'pending')

  return {
    async add(mail) {
      await database
        .insertInto('mail_outbox')
        .values({
          id: mail.id,
          recipient: mail.recipient,
          template: mail.template,
          parameters_sealed: mail.sealedLetter,
          state: 'pending',
          attempts: 0,
          next_attempt_at: mail.createdAt,
          expires_at: mail.expiresAt ?? null,
          subject: mail.subject ?? null,
          last_error: null,
          created_at: mail.createdAt,
          settled_at: null,
        })
        .execute()
    },

    async claimDue(at, leaseEndsAt) {
      for (;;) {
        // Looking first costs an idle dispatcher no write lock; the update alone decides who gets the mail.
        const due = await database
          .selectFrom('mail_outbox')
          .select('id')
          .where('state', '=', 'pending')
          .where('next_attempt_at', '<=', at)
          .orderBy('next_attempt_at')
          .limit(1)
          .executeTakeFirst()
        if (due === undefined) return undefined
        const claimed = await database
          .updateTable('mail_outbox')
          .set((row) => ({ attempts: row('attempts', '+', 1), next_attempt_at: leaseEndsAt }))
          .where('id', '=', due.id)
          .where('state', '=', 'pending')
          .where('next_attempt_at', '<=', at)
          .returning([...mailColumns])
          .executeTakeFirst()
        if (claimed !== undefined) return toMail(claimed)
      }
    },

    async settle(id, state, at, reason) {
      await endPending(state, at, reason).where('id', '=', id).execute()
    },

    async postpone(claimed, nextAttemptAt, reason) {
      await database
        .updateTable('mail_outbox')
        .set({ next_attempt_at: nextAttemptAt, last_error: reason })
        .where('id', '=', claimed.id)
        .where('state', '=', 'pending')
        .where('attempts', '=', claimed.attempts)
        .execute()
    },

    async withdraw(subject, at) {
      await endPending('expired', at).where('subject', '=', subject).execute()
    },

    async bounce(id, recipientKey, reason, at) {
      const { numUpdatedRows } = await database
        .updateTable('mail_outbox')
        .set({ state: 'undeliverable', settled_at: at, last_error: reason })
        .where('id', '=', id)
        .where(sql`lower(recipient)`, '=', recipientKey)
        .where('state', '=', 'sent')
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async findBySubject(subject) {
      const rows = await database
        .selectFrom('mail_outbox')
        .select([...statusColumns])
        .where('subject', '=', subject)
        .orderBy('created_at', 'desc')
        .execute()
      return rows.map(toStatus)
    },

    async removeSettledBefore(instant) {
      const { numDeletedRows } = await database
        .deleteFrom('mail_outbox')
        .where('state', '!=', 'pending')
        .where('settled_at', '<', instant)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

type Row = Tables['mail_outbox']

const mailColumns = [
  'id',
  'recipient',
  'template',
  'parameters_sealed',
  'attempts',
  'created_at',
  'expires_at',
] as const satisfies readonly (keyof Row)[]

const toMail = (row: Pick<Row, (typeof mailColumns)[number]>): OutboxMail => ({
  id: row.id,
  recipient: row.recipient,
  template: row.template,
  sealedLetter: row.parameters_sealed,
  attempts: row.attempts,
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
})

const statusColumns = [
  'id',
  'template',
  'state',
  'last_error',
  'created_at',
  'expires_at',
  'settled_at',
] as const satisfies readonly (keyof Row)[]

const toStatus = (
  row: Pick<Row, (typeof statusColumns)[number]>,
): MailStatus & { readonly expiresAt: number | undefined } => ({
  id: row.id,
  template: row.template,
  state: row.state,
  delayed: row.state === 'pending' && row.last_error !== null,
  lastError: row.last_error ?? undefined,
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  settledAt: row.settled_at ?? undefined,
})
