import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openPostgres } from '../../src/adapters/postgres.ts'
import type { PortalOptions } from './portal-under-test-surroundings.ts'
import { sharedPostgres, sharedRedis } from './services.ts'

/** The engines of production, empty: ask inside a suite of `needs('postgres', 'redis')`. */
export const productionEngines = async (): Promise<Pick<PortalOptions, 'database' | 'ephemeral'>> => ({
  database: await emptyPostgres(await sharedPostgres()),
  ephemeral: await sharedRedis(),
})

/** @returns the URL of a new schema in a PostgreSQL server. */
export async function emptyPostgres(server: string): Promise<string> {
  const schema = `portal_${randomUUID().replaceAll('-', '')}`
  const { database, close } = openPostgres(server)
  await sql`create schema ${sql.id(schema)}`.execute(database)
  await close()
  const url = new URL(server)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return url.href
}
