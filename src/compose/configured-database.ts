import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OpenDatabase } from '../adapters/open-database.ts'
import type { Settings } from '../settings/schema.ts'

/**
 * Opens the database that the settings name; only the engine in use is loaded.
 * @param statementMilliseconds the longest a statement may take on PostgreSQL.
 */
export async function openConfiguredDatabase(
  { database: { url } }: Settings,
  statementMilliseconds?: number,
): Promise<OpenDatabase> {
  const file = sqliteFile(url)
  if (file === undefined) {
    const { openPostgres } = await import('../adapters/postgres.ts')
    return openPostgres(url, statementMilliseconds === undefined ? {} : { statementMilliseconds })
  }
  const { openSqlite } = await import('../adapters/sqlite.ts')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  return openSqlite(file)
}

/** @returns undefined for another engine than the embedded one. */
export const sqliteFile = (url: string): string | undefined => /^sqlite:(.*)$/s.exec(url)?.[1]
