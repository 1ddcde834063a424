import type { RevocationReason } from '../pki/revocation/revocation-reason.ts'
import type { RevokedRegister } from '../pki/revocation/revoked-register.ts'
import type { Database } from './schema.ts'

export function createRevokedRegister(database: Database): RevokedRegister {
  return {
    async find({ issuerKeySha256, serialNumber }) {
      const row = await database
        .selectFrom('revoked_certificate')
        .selectAll()
        .where('issuer_key_sha256', '=', issuerKeySha256)
        .where('serial_number', '=', serialNumber)
        .executeTakeFirst()
      return (
        row && {
          issuerKeySha256,
          serialNumber,
          reason: row.reason as RevocationReason,
          revokedAt: row.revoked_at,
          statedAt: row.stated_at,
        }
      )
    },

    async record({ issuerKeySha256, serialNumber, reason, revokedAt, statedAt }) {
      const statement = { reason, revoked_at: revokedAt, stated_at: statedAt }
      await database
        .insertInto('revoked_certificate')
        .values({ issuer_key_sha256: issuerKeySha256, serial_number: serialNumber, ...statement })
        .onConflict((conflict) =>
          conflict
            .columns(['issuer_key_sha256', 'serial_number'])
            .doUpdateSet(statement)
            // Only a hold gives way; a revocation is for good.
            .where('revoked_certificate.reason', '=', 'certificateHold' satisfies RevocationReason),
        )
        .execute()
    },
  }
}
