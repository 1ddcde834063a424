import type { Database } from './schema.ts'

/** Takes part in the caller's transaction where there is one, and opens one where there is none. */
export const inTransaction = <Result>(
  database: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> => (database.isTransaction ? work(database) : database.transaction().execute(work))
