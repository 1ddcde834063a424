import { sql } from 'kysely'
import type { CaseStore, Expertise, Participant, ParticipantListing } from '../cases/participation.ts'
import { fullName } from '../people/account.ts'
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
      return row && toExpertise(row)
    },

    async findByReference(reference) {
      const row = await database
        .selectFrom('expertise')
        .selectAll()
        .where('reference', '=', reference)
        .executeTakeFirst()
      return row && toExpertise(row)
    },

    async list(reference, limit) {
      const rows = await database
        .selectFrom('expertise')
        .selectAll()
        .where('reference', '>', reference)
        .orderBy('reference')
        .limit(limit)
        .execute()
      return rows.map(toExpertise)
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
          given_names: participant.names?.givenNames ?? null,
          surname: participant.names?.surname ?? null,
          deactivated_as: null,
        })
        .execute()
    },

    async participants(expertiseId) {
      const rows = await listing()
        .where('participant.expertise_id', '=', expertiseId)
        .orderBy('participant.invited_at')
        .orderBy('participant.id')
        .execute()
      return rows.flatMap(toListing)
    },

    async entriesOf(expertiseId, accountId) {
      const rows = await database
        .selectFrom('participant')
        .selectAll()
        .where('expertise_id', '=', expertiseId)
        .where('account_id', '=', accountId)
        .orderBy('invited_at', 'desc')
        .orderBy('status')
        .orderBy('deactivated_at', 'desc')
        .execute()
      return rows.flatMap(toParticipant)
    },

    async findEntry(participantId) {
      const row = await listing().where('participant.id', '=', participantId).executeTakeFirst()
      return row && toListing(row)[0]
    },

    async deactivate(participantId, as, by, at) {
      const { numUpdatedRows } = await database
        .updateTable('participant')
        .set({ status: 'inactive', deactivated_at: at, deactivated_as: as, deactivated_by: by ?? null })
        .where('id', '=', participantId)
        .where('status', '=', 'active')
        .executeTakeFirst()
      return numUpdatedRows === 1n
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
      return rows.map((row) => ({ expertise: toExpertise(row), profile, invitedAt: row.invited_at }))
    },
  }

  function listing() {
    return database
      .selectFrom('participant')
      .innerJoin('account', 'account.id', 'participant.account_id')
      .leftJoin('account as inviter', 'inviter.id', 'participant.invited_by')
      .selectAll('participant')
      .select([
        'account.email',
        'account.given_names as account_given_names',
        'account.surname as account_surname',
        'inviter.given_names as inviter_given_names',
        'inviter.surname as inviter_surname',
      ])
      .select((row) =>
        row
          .exists(
            row
              .selectFrom('certificate_binding')
              .select(sql.lit(1).as('one'))
              .whereRef('certificate_binding.account_id', '=', 'participant.account_id')
              .where('certificate_binding.status', '=', 'active'),
          )
          .as('holds_card'),
      )
  }
}

const toExpertise = (row: Tables['expertise']): Expertise => ({
  id: row.id,
  reference: row.reference,
  title: row.title,
  court: row.court,
  openedAt: row.opened_at,
})

/** A profile that this version does not know opens nothing and is not listed. */
const toParticipant = (row: Tables['participant']): Participant[] =>
  isProfile(row.profile)
    ? [
        {
          id: row.id,
          expertiseId: row.expertise_id,
          accountId: row.account_id,
          profile: row.profile,
          status: row.status,
          invitedAt: row.invited_at,
          deactivatedAt: row.deactivated_at ?? undefined,
          deactivatedAs: row.deactivated_as ?? undefined,
        },
      ]
    : []

type Row = Tables['participant']

interface ListingRow extends Row {
  readonly email: string
  readonly account_given_names: string
  readonly account_surname: string
  readonly inviter_given_names: string | null
  readonly inviter_surname: string | null
  /** 0 and 1 on SQLite. */
  readonly holds_card: unknown
}

const toListing = (row: ListingRow): ParticipantListing[] =>
  toParticipant(row).map((participant) => ({
    ...participant,
    givenNames: row.given_names ?? row.account_given_names,
    surname: row.surname ?? row.account_surname,
    email: row.email,
    invitedBy:
      row.inviter_given_names === null || row.inviter_surname === null
        ? undefined
        : fullName({ givenNames: row.inviter_given_names, surname: row.inviter_surname }),
    holdsCard: Boolean(row.holds_card),
  }))
