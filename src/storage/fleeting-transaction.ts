import { CompiledQuery, PostgresAdapter } from 'kysely'
import type { Database } from './schema.ts'

const COMMIT_WITHOUT_WAITING = CompiledQuery.raw('set local synchronous_commit = off')
const LOOSEN = CompiledQuery.raw('pragma synchronous = normal')
const TIGHTEN = CompiledQuery.raw('pragma synchronous = full')

/**
 * A transaction that is whole and ordered like any other, but answers before the disk has it: a power cut may lose the
 * last of them, a crash of the process does not. For what only costs people a new login.
 */
export async function fleetingTransaction<Result>(
  database: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  if (database.getExecutor().adapter instanceof PostgresAdapter) {
    return database.transaction().execute(async (transaction) => {
      await transaction.executeQuery(COMMIT_WITHOUT_WAITING)
      return work(transaction)
    })
  }
  return database.connection().execute(async (connection) => {
    await connection.executeQuery(LOOSEN)
    try {
      return await connection.transaction().execute(work)
    } finally {
      await connection.executeQuery(TIGHTEN)
    }
  })
}
