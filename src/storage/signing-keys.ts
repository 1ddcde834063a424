import type { SigningKeyStore } from '../protocols/keys/key-ring.ts'
import { SIGNING_ALGORITHMS } from '../protocols/keys/signing-key.ts'
import type { Database } from './schema.ts'

export function createSigningKeyStore(database: Database): SigningKeyStore {
  return {
    async list() {
      const rows = await database.selectFrom('signing_key').selectAll().orderBy('generation').execute()
      return rows.flatMap((row) => {
        const algorithm = SIGNING_ALGORITHMS.find((known) => known === row.algorithm)
        if (algorithm === undefined) return []
        return {
          kid: row.kid,
          algorithm,
          generation: row.generation,
          sealedJwk: row.private_jwk_sealed,
          publishedAt: row.published_at,
          activeFrom: row.active_from,
          withdrawnAt: row.withdrawn_at ?? undefined,
        }
      })
    },

    async add(key) {
      const added = await database
        .insertInto('signing_key')
        .values({
          kid: key.kid,
          algorithm: key.algorithm,
          generation: key.generation,
          private_jwk_sealed: key.sealedJwk,
          published_at: key.publishedAt,
          active_from: key.activeFrom,
          withdrawn_at: null,
        })
        .onConflict((conflict) => conflict.columns(['algorithm', 'generation']).doNothing())
        .executeTakeFirst()
      return added.numInsertedOrUpdatedRows === 1n
    },

    async withdraw(algorithm, generation, at) {
      await database
        .updateTable('signing_key')
        .set({ withdrawn_at: at })
        .where('algorithm', '=', algorithm)
        .where('generation', '<', generation)
        .where('withdrawn_at', 'is', null)
        .execute()
    },
  }
}
