import type { AuthenticationMethod } from '../assurance/assurance.ts'
import { isProfile } from '../people/profile.ts'
import type { TermsStore } from '../terms/terms.ts'
import type { Database } from './schema.ts'

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
      return rows.map((row) => ({
        id: row.id,
        accountId,
        termsId: row.terms_id,
        termsSha256: row.terms_sha256,
        profile,
        method: row.method as AuthenticationMethod,
        acceptedAt: row.accepted_at,
      }))
    },
  }
}
