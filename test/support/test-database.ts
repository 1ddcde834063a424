import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll } from 'vitest'
import type { OpenDatabase } from '../../src/adapters/open-database.ts'
import { openPostgres } from '../../src/adapters/postgres.ts'
import { openSqlite } from '../../src/adapters/sqlite.ts'
import { migrate } from '../../src/storage/migrate.ts'
import type { Database } from '../../src/storage/schema.ts'
import type { DebianThing } from './debian.ts'
import { needs } from './needs.ts'
import { sharedPostgres } from './services.ts'

/** One new database without tables. Each `open` is one more independent opening of it, as of another process. */
export interface NewDatabase {
  open(): OpenDatabase
  remove(): void
}

export interface DatabaseEngine {
  readonly name: 'SQLite' | 'PostgreSQL'
  readonly needs: readonly DebianThing[]
  create(): Promise<NewDatabase>
}

export const databaseEngines: readonly DatabaseEngine[] = [
  { name: 'SQLite', needs: [], create: createSqliteFile },
  { name: 'PostgreSQL', needs: ['postgres'], create: createPostgresSchema },
]

/**
 * Describes a suite once per database engine: `onEachDatabase('accounts', (freshDatabase) => { … })`, where
 * `await freshDatabase()` in a test or a hook gives a migrated database without rows (about 5 ms on SQLite, 50 on
 * PostgreSQL). All are closed when the suite ends.
 */
export function onEachDatabase(title: string, suite: (freshDatabase: () => Promise<Database>) => void): void {
  for (const engine of databaseEngines) {
    needs(...engine.needs)(`${title} on ${engine.name}`, () => {
      const opened: OpenDatabase[] = []
      afterAll(() => Promise.all(opened.map((database) => database.close())))
      suite(async () => {
        // SQLite's memory is as good as a file to all who have one connection.
        const fresh = engine.name === 'SQLite' ? openSqlite(':memory:') : (await engine.create()).open()
        opened.push(fresh)
        await migrate(fresh.database)
        return fresh.database
      })
    })
  }
}

async function createSqliteFile(): Promise<NewDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-sqlite-'))
  return {
    open: () => openSqlite(join(folder, 'parvis.db')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A schema of its own in the shared server, which is thrown away whole. */
async function createPostgresSchema(): Promise<NewDatabase> {
  const url = new URL(await sharedPostgres())
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  const whole = openPostgres(url.href)
  await sql`create schema ${sql.id(schema)}`.execute(whole.database)
  await whole.close()
  url.searchParams.set('options', `-c search_path=${schema}`)
  return { open: () => openPostgres(url.href), remove: () => {} }
}
