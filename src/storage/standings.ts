import type { Registration } from '../people/registration.ts'
import type { Standing, StandingStore } from '../protocols/standing.ts'
import { askedOften } from './asked-often.ts'
import type { Database } from './schema.ts'
import { toSession } from './session-row.ts'

const standings = (database: Database) =>
  database
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .leftJoin('account_profile', (join) =>
      join
        .onRef('account_profile.account_id', '=', 'session.account_id')
        .onRef('account_profile.profile', '=', 'session.profile'),
    )
    .leftJoin('certificate_binding as card', 'card.id', 'session.certificate_binding_id')
    .leftJoin('registration', 'registration.account_id', 'session.account_id')
    .leftJoin('expertise', 'expertise.id', 'session.entry_expertise_id')
    .selectAll('session')
    .select(['account.email', 'account.given_names', 'account.surname', 'account.locale'])
    .select(['account.status as account_status', 'account_profile.granted_at as profile_granted_at'])
    .select(['card.sha256', 'card.serial_number', 'card.issuer', 'card.siren', 'card.not_after'])
    .select(['card.status as card_status', 'registration.form', 'expertise.reference', 'expertise.court'])

const findByHandle = askedOften((database, unknown) =>
  standings(database).where('session.handle', '=', unknown('handle')),
)

const findByIdHash = askedOften((database, unknown) =>
  standings(database).where('session.id_hash', '=', unknown('idHash')),
)

const findAcceptances = askedOften((database, unknown) =>
  database
    .selectFrom('terms_acceptance')
    .select(['terms_id as termsId', 'accepted_at as acceptedAt'])
    .where('account_id', '=', unknown('accountId'))
    .where('profile', '=', unknown('profile')),
)

type StandingRow = Awaited<ReturnType<typeof findByHandle>>['rows'][number]

/** One statement about the session and one about the terms: this is asked at every code, token and refresh. */
export function createStandingStore(database: Database): StandingStore {
  return {
    find: async (handle) => first((await findByHandle(database, { handle })).rows),
    findBySession: async (idHash) => first((await findByIdHash(database, { idHash })).rows),
    acceptances: async (accountId, profile) => (await findAcceptances(database, { accountId, profile })).rows,
  }
}

const first = ([row]: readonly StandingRow[]): Standing | undefined => (row === undefined ? undefined : toStanding(row))

function toStanding(row: StandingRow): Standing {
  const session = toSession(row)
  const { sha256, serial_number: serialNumber, issuer, siren, not_after: notAfter, card_status: status } = row
  const { entry_expertise_id: id, reference, court } = row
  return {
    session,
    account: {
      id: row.account_id,
      email: row.email,
      givenNames: row.given_names,
      surname: row.surname,
      status: row.account_status,
      locale: row.locale === 'en' ? 'en' : 'fr',
    },
    holdsProfile: row.profile_granted_at !== null,
    card:
      sha256 === null || serialNumber === null || issuer === null || notAfter === null || status === null
        ? undefined
        : { sha256, serialNumber, issuer, siren: siren ?? undefined, notAfter, status },
    registration: row.form === null ? undefined : (JSON.parse(row.form) as Registration),
    expertise: id === null || reference === null || court === null ? undefined : { id, reference, court },
  }
}
