import type { CaseStore, Expertise } from '../cases/participation.ts'
import { isProfile } from '../people/profile.ts'
import type { Database, Tables } from './schema.ts'

export function createCaseStore(database: Database): CaseStore {
  return {
    async open(expertise, openedBy) {
      const { id, reference, title, court, openedAt } = expertise
      await database
        .insertInto('expertise')
        .values({ id, reference, title, court, opened_by: openedBy, opened_at: openedAt })
        .execute()
    },

    async find(expertiseId) {
      const row = await database.selectFrom('expertise').selectAll().where('id', '=', expertiseId).executeTakeFirst()
      return row && fromRow(row)
    },

    async findByReference(reference) {
      const row = await database
        .selectFrom('expertise')
        .selectAll()
        .where('reference', '=', reference)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async addParticipant(participant) {
      await database
        .insertInto('participant')
        .values({
          id: participant.id,
          expertise_id: participant.expertiseId,
          account_id: participant.accountId,
          profile: participant.profile,
          status: 'active',
          invited_by: participant.invitedBy ?? null,
          invited_at: participant.invitedAt,
          deactivated_at: null,
          deactivated_by: null,
        })
        .execute()
    },

    async participants(expertiseId) {
      const rows = await database
        .selectFrom('participant')
        .innerJoin('account', 'account.id', 'participant.account_id')
        .selectAll('participant')
        .select(['account.given_names', 'account.surname', 'account.email'])
        .where('expertise_id', '=', expertiseId)
        .orderBy('invited_at')
        .orderBy('participant.id')
        .execute()
      return rows.flatMap((row) =>
        isProfile(row.profile)
          ? {
              id: row.id,
              expertiseId,
              accountId: row.account_id,
              profile: row.profile,
              status: row.status,
              invitedAt: row.invited_at,
              deactivatedAt: row.deactivated_at ?? undefined,
              givenNames: row.given_names,
              surname: row.surname,
              email: row.email,
            }
          : [],
      )
    },

    async participations(accountId, profile, notBefore) {
      const rows = await database
        .selectFrom('participant')
        .innerJoin('expertise', 'expertise.id', 'participant.expertise_id')
        .selectAll('expertise')
        .select(['participant.invited_at'])
        .where('participant.account_id', '=', accountId)
        .where('participant.profile', '=', profile)
        .where('participant.status', '=', 'active')
        .where('participant.invited_at', '>=', notBefore)
        .orderBy('participant.invited_at', 'desc')
        .orderBy('participant.id', 'desc')
        .execute()
      return rows.map((row) => ({ expertise: fromRow(row), profile, invitedAt: row.invited_at }))
    },
  }
}

const fromRow = (row: Tables['expertise']): Expertise => ({
  id: row.id,
  reference: row.reference,
  title: row.title,
  court: row.court,
  openedAt: row.opened_at,
})
