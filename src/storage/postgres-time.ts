import { sql } from 'kysely'
import type { Database } from './schema.ts'

/** @returns the clock of the PostgreSQL server, epoch milliseconds. */
export async function postgresTime(database: Database): Promise<number> {
  const { rows } = await sql<{ at: number }>`
    select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as at
  `.execute(database)
  return Number(rows[0]?.at)
}
