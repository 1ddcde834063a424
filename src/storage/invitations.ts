import { type Invitation, type InvitationStore, mailSubjectOf } from '../cases/invitation.ts'
import type { Database, Tables } from './schema.ts'

export function createInvitationStore(database: Database): InvitationStore {
  /** Not accepted, and the entry still opens the case. */
  const open = (accountId: string) =>
    database
      .updateTable('invitation')
      .where('account_id', '=', accountId)
      .where('accepted_at', 'is', null)
      .where((row) =>
        row(
          'participant_id',
          'in',
          database
            .selectFrom('participant')
            .select('id')
            .where('account_id', '=', accountId)
            .where('status', '=', 'active'),
        ),
      )

  return {
    async add({ id, participantId, accountId, access, sentAt, secretExpiresAt }) {
      await database
        .insertInto('invitation')
        .values({
          id,
          participant_id: participantId,
          account_id: accountId,
          access,
          sendings: 1,
          sent_at: sentAt,
          secret_expires_at: secretExpiresAt ?? null,
          accepted_at: null,
          resend_asked_at: null,
        })
        .execute()
    },

    async findOf(participantId) {
      const row = await database
        .selectFrom('invitation')
        .selectAll()
        .where('participant_id', '=', participantId)
        .executeTakeFirst()
      return row && toInvitation(row)
    },

    async sentAgain(id, { access, sentAt, secretExpiresAt }) {
      await database
        .updateTable('invitation')
        .set((row) => ({
          access,
          sendings: row('sendings', '+', 1),
          sent_at: sentAt,
          secret_expires_at: secretExpiresAt ?? null,
          resend_asked_at: null,
        }))
        .where('id', '=', id)
        .execute()
    },

    async accept(accountId, profile, at) {
      const accepted = await open(accountId)
        .set({ accepted_at: at })
        .where((row) =>
          row(
            'participant_id',
            'in',
            database
              .selectFrom('participant')
              .select('id')
              .where('account_id', '=', accountId)
              .where('profile', '=', profile),
          ),
        )
        .returning('id')
        .execute()
      return accepted.map(({ id }) => id)
    },

    async askAgain(accountId, at) {
      const { numUpdatedRows } = await open(accountId)
        .set({ resend_asked_at: at })
        .where('resend_asked_at', 'is', null)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    async listOf(expertiseId) {
      const rows = await database
        .selectFrom('invitation')
        .innerJoin('participant', 'participant.id', 'invitation.participant_id')
        .selectAll('invitation')
        .where('participant.expertise_id', '=', expertiseId)
        .execute()
      if (rows.length === 0) return []
      const invitations = rows.map(toInvitation)
      const mails = await database
        .selectFrom('mail_outbox')
        .select(['subject', 'state'])
        .where('subject', 'in', invitations.map(mailSubjectOf))
        .execute()
      const bySubject = Map.groupBy(mails, ({ subject }) => subject)
      return invitations.map((invitation) => ({ ...invitation, mails: bySubject.get(mailSubjectOf(invitation)) ?? [] }))
    },
  }
}

const toInvitation = (row: Tables['invitation']): Invitation => ({
  id: row.id,
  participantId: row.participant_id,
  accountId: row.account_id,
  access: row.access,
  sendings: row.sendings,
  sentAt: row.sent_at,
  secretExpiresAt: row.secret_expires_at ?? undefined,
  acceptedAt: row.accepted_at ?? undefined,
  resendAskedAt: row.resend_asked_at ?? undefined,
})
