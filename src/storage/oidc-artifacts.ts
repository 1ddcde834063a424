import type { Artifact, ArtifactStore, KeptArtifact } from '../protocols/oidc/artifact.ts'
import { fleetingTransaction } from './fleeting-transaction.ts'
import type { Database, Tables } from './schema.ts'

/** Deleted in one statement: few enough to hold nobody up. */
const BATCH = 500

export function createArtifactStore(database: Database): ArtifactStore {
  return {
    together(durability, work) {
      const run = (transaction: Database) => work(createArtifactStore(transaction))
      return durability === 'durable' ? database.transaction().execute(run) : fleetingTransaction(database, run)
    },

    async put(artifact) {
      const { model, id_hash, ...rest } = toRow(artifact)
      await database
        .insertInto('oidc_artifact')
        .values({ model, id_hash, ...rest, consumed_at: null })
        .onConflict((conflict) => conflict.columns(['model', 'id_hash']).doUpdateSet(rest))
        .execute()
    },

    async add(artifact) {
      const added = await database
        .insertInto('oidc_artifact')
        .values({ ...toRow(artifact), consumed_at: null })
        .onConflict((conflict) => conflict.columns(['model', 'id_hash']).doNothing())
        .executeTakeFirst()
      return added.numInsertedOrUpdatedRows === 1n
    },

    async find(model, idHash, at) {
      return read(
        await database
          .selectFrom('oidc_artifact')
          .selectAll()
          .where('model', '=', model)
          .where('id_hash', '=', idHash)
          .where('expires_at', '>', at)
          .executeTakeFirst(),
      )
    },

    async findByUid(model, uid, at) {
      return read(
        await database
          .selectFrom('oidc_artifact')
          .selectAll()
          .where('uid', '=', uid)
          .where('model', '=', model)
          .where('expires_at', '>', at)
          .executeTakeFirst(),
      )
    },

    async consume(model, idHash, at) {
      const consumed = await database
        .updateTable('oidc_artifact')
        .set({ consumed_at: at })
        .where('model', '=', model)
        .where('id_hash', '=', idHash)
        .where('consumed_at', 'is', null)
        .executeTakeFirst()
      return consumed.numUpdatedRows === 1n
    },

    async remove(model, idHash) {
      await database.deleteFrom('oidc_artifact').where('model', '=', model).where('id_hash', '=', idHash).execute()
    },

    async revoke(grantId) {
      await database.deleteFrom('oidc_artifact').where('grant_id', '=', grantId).execute()
    },

    async purge(before) {
      for (;;) {
        const expired = database
          .selectFrom('oidc_artifact')
          .select('id_hash')
          .where('expires_at', '<=', before)
          .limit(BATCH)
        const { numDeletedRows } = await database
          .deleteFrom('oidc_artifact')
          .where('id_hash', 'in', expired)
          .where('expires_at', '<=', before)
          .executeTakeFirst()
        if (numDeletedRows < BATCH) break
      }
    },
  }
}

const toRow = ({ model, idHash, payload, grantId, uid, expiresAt }: Artifact) => ({
  model,
  id_hash: idHash,
  payload,
  grant_id: grantId ?? null,
  uid: uid ?? null,
  expires_at: expiresAt,
})

const read = (row: Tables['oidc_artifact'] | undefined): KeptArtifact | undefined =>
  row && {
    model: row.model,
    idHash: row.id_hash,
    payload: row.payload,
    grantId: row.grant_id ?? undefined,
    uid: row.uid ?? undefined,
    expiresAt: row.expires_at,
    consumedAt: row.consumed_at ?? undefined,
  }
