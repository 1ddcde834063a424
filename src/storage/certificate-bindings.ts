import type { CertificateBinding, CertificateBindingStore } from '../people/certificate-binding.ts'
import type { Database, Tables } from './schema.ts'

export function createCertificateBindingStore(database: Database): CertificateBindingStore {
  return {
    async bind(binding, at) {
      await database
        .insertInto('certificate_binding')
        .values({
          id: binding.id,
          account_id: binding.accountId,
          sha256: binding.sha256,
          der_base64: binding.der,
          authority_sha256: binding.authoritySha256,
          serial_number: binding.serialNumber,
          label: binding.label,
          issuer: binding.issuer,
          siren: binding.siren ?? null,
          given_names: binding.givenNames ?? null,
          surname: binding.surname ?? null,
          not_before: binding.notBefore,
          not_after: binding.notAfter,
          status: 'active',
          bound_at: at,
          last_used_at: null,
        })
        .execute()
    },

    async findBySha256(sha256) {
      return read(
        await database.selectFrom('certificate_binding').selectAll().where('sha256', '=', sha256).executeTakeFirst(),
      )
    },

    async listOf(accountId) {
      const rows = await database
        .selectFrom('certificate_binding')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('bound_at')
        .execute()
      return rows.map(fromRow)
    },

    async withLiveSessions(at) {
      const rows = await database
        .selectFrom('certificate_binding')
        .selectAll()
        .where('id', 'in', (session) =>
          session
            .selectFrom('session')
            .select('certificate_binding_id')
            .where('ended_at', 'is', null)
            .where('expires_at', '>', at)
            .where('certificate_binding_id', 'is not', null)
            .$narrowType<{ certificate_binding_id: string }>(),
        )
        .execute()
      return rows.map(fromRow)
    },

    async markUsed(id, at) {
      await database.updateTable('certificate_binding').set({ last_used_at: at }).where('id', '=', id).execute()
    },

    async block(id) {
      await database.updateTable('certificate_binding').set({ status: 'blocked' }).where('id', '=', id).execute()
    },
  }
}

const read = (row: Tables['certificate_binding'] | undefined) => (row === undefined ? undefined : fromRow(row))

const fromRow = (row: Tables['certificate_binding']): CertificateBinding => ({
  id: row.id,
  accountId: row.account_id,
  sha256: row.sha256,
  der: row.der_base64,
  authoritySha256: row.authority_sha256,
  serialNumber: row.serial_number,
  label: row.label,
  issuer: row.issuer,
  siren: row.siren ?? undefined,
  givenNames: row.given_names ?? undefined,
  surname: row.surname ?? undefined,
  notBefore: row.not_before,
  notAfter: row.not_after,
  status: row.status,
  lastUsedAt: row.last_used_at ?? undefined,
})
