import { PostgresAdapter, sql } from 'kysely'
import type { Database } from './schema.ts'

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
      await sql`set local synchronous_commit = off`.execute(transaction)
      return work(transaction)
    })
  }
  return database.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection)
    try {
      return await connection.transaction().execute(work)
    } finally {
      await sql`pragma synchronous = full`.execute(connection)
    }
  })
}
