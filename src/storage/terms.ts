import type { AuthenticationMethod } from '../assurance/assurance.ts'
import { isProfile, type Profile } from '../people/profile.ts'
import type { TermsAcceptance, TermsStore } from '../terms/terms.ts'
import type { Database, Tables } from './schema.ts'

export function createTermsStore(database: Database): TermsStore {
  return {
    async publish(version, pdf) {
      await database
        .insertInto('terms_version')
        .values({
          id: version.id,
          label: version.label,
          audience: JSON.stringify(version.audience),
          effective_at: version.effectiveAt,
          kind: version.kind,
          sha256: version.sha256,
          pdf_base64: Buffer.from(pdf).toString('base64'),
          published_at: version.publishedAt,
        })
        .execute()
    },

    async versions() {
      const rows = await database
        .selectFrom('terms_version')
        .select(['id', 'label', 'audience', 'effective_at', 'kind', 'sha256', 'published_at'])
        .execute()
      return rows.map((row) => ({
        id: row.id,
        label: row.label,
        audience: (JSON.parse(row.audience) as string[]).filter(isProfile),
        effectiveAt: row.effective_at,
        kind: row.kind,
        sha256: row.sha256,
        publishedAt: row.published_at,
      }))
    },

    async pdf(termsId) {
      const row = await database
        .selectFrom('terms_version')
        .select('pdf_base64')
        .where('id', '=', termsId)
        .executeTakeFirst()
      return row && Buffer.from(row.pdf_base64, 'base64')
    },

    async accept(acceptance) {
      const kept = await database
        .insertInto('terms_acceptance')
        .values({
          id: acceptance.id,
          account_id: acceptance.accountId,
          terms_id: acceptance.termsId,
          terms_sha256: acceptance.termsSha256,
          profile: acceptance.profile,
          method: acceptance.method,
          accepted_at: acceptance.acceptedAt,
        })
        .onConflict((conflict) => conflict.columns(['account_id', 'terms_id', 'profile']).doNothing())
        .executeTakeFirst()
      return kept.numInsertedOrUpdatedRows === 1n
    },

    async acceptances(accountId, profile) {
      const rows = await database
        .selectFrom('terms_acceptance')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('profile', '=', profile)
        .execute()
      return rows.map(toAcceptance)
    },

    async acceptancesOf(accountId) {
      const rows = await database
        .selectFrom('terms_acceptance')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('accepted_at')
        .execute()
      return rows.map(toAcceptance)
    },

    async acceptancesAfter(id, limit) {
      const rows = await database
        .selectFrom('terms_acceptance')
        .selectAll()
        .where('id', '>', id)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(toAcceptance)
    },

    async withoutAcceptance(profile, termsIds, accountId, limit) {
      return database
        .selectFrom('account')
        .innerJoin('account_profile', 'account_profile.account_id', 'account.id')
        .select(['account.id as accountId', 'account.email'])
        .where('account_profile.profile', '=', profile)
        .where('account.status', '=', 'active')
        .where('account.id', '>', accountId)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('terms_acceptance')
                .select('terms_acceptance.id')
                .whereRef('terms_acceptance.account_id', '=', 'account.id')
                .where('terms_acceptance.profile', '=', profile)
                .where('terms_acceptance.terms_id', 'in', [...termsIds]),
            ),
          ),
        )
        .orderBy('account.id')
        .limit(limit)
        .execute()
    },
  }
}

const toAcceptance = (row: Tables['terms_acceptance']): TermsAcceptance => ({
  id: row.id,
  accountId: row.account_id,
  termsId: row.terms_id,
  termsSha256: row.terms_sha256,
  profile: row.profile as Profile,
  method: row.method as AuthenticationMethod,
  acceptedAt: row.accepted_at,
})
