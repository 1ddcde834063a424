import type { Artifact, ArtifactStore, KeptArtifact } from '../protocols/oidc/artifact.ts'
import { askedOften, type Unknown } from './asked-often.ts'
import { fleetingTransaction } from './fleeting-transaction.ts'
import type { Database, Tables } from './schema.ts'

/** Deleted in one statement: few enough to hold nobody up. */
const BATCH = 500

const find = askedOften((database, unknown) =>
  database
    .selectFrom('oidc_artifact')
    .selectAll()
    .where('model', '=', unknown('model'))
    .where('id_hash', '=', unknown('idHash'))
    .where('expires_at', '>', unknown('at')),
)

const insert = (database: Database, unknown: Unknown) =>
  database.insertInto('oidc_artifact').values({
    model: unknown('model'),
    id_hash: unknown('id_hash'),
    payload: unknown('payload'),
    grant_id: unknown('grant_id'),
    expires_at: unknown('expires_at'),
    consumed_at: null,
  })

const add = askedOften((database, unknown) =>
  insert(database, unknown).onConflict((conflict) => conflict.columns(['model', 'id_hash']).doNothing()),
)

const put = askedOften((database, unknown) =>
  insert(database, unknown).onConflict((conflict) =>
    conflict.columns(['model', 'id_hash']).doUpdateSet({
      payload: unknown('payload'),
      grant_id: unknown('grant_id'),
      expires_at: unknown('expires_at'),
    }),
  ),
)

const consume = askedOften((database, unknown) =>
  database
    .updateTable('oidc_artifact')
    .set({ consumed_at: unknown('at') })
    .where('model', '=', unknown('model'))
    .where('id_hash', '=', unknown('idHash'))
    .where('consumed_at', 'is', null),
)

export function createArtifactStore(database: Database): ArtifactStore {
  return {
    together(durability, work) {
      const run = (transaction: Database) => work(createArtifactStore(transaction))
      return durability === 'durable' ? database.transaction().execute(run) : fleetingTransaction(database, run)
    },

    async put(artifact) {
      await put(database, toRow(artifact))
    },

    async add(artifact) {
      const { numAffectedRows } = await add(database, toRow(artifact))
      return numAffectedRows === 1n
    },

    async find(model, idHash, at) {
      const { rows } = await find(database, { model, idHash, at })
      return read(rows[0])
    },

    async consume(model, idHash, at) {
      const { numAffectedRows } = await consume(database, { model, idHash, at })
      return numAffectedRows === 1n
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

const toRow = ({ model, idHash, payload, grantId, expiresAt }: Artifact) => ({
  model,
  id_hash: idHash,
  payload,
  grant_id: grantId ?? null,
  expires_at: expiresAt,
})

const read = (row: Tables['oidc_artifact'] | undefined): KeptArtifact | undefined =>
  row && {
    model: row.model,
    idHash: row.id_hash,
    payload: row.payload,
    grantId: row.grant_id ?? undefined,
    expiresAt: row.expires_at,
    consumedAt: row.consumed_at ?? undefined,
  }
