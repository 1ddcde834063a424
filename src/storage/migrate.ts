import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PostgresAdapter, sql } from 'kysely'
import type { Database } from './schema.ts'

const FOLDER = join(import.meta.dirname, 'migrations')
const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/
/** PostgreSQL's lock "somebody migrates this database": any number that nothing else here uses. */
const MIGRATION_LOCK = 7_274_847

interface Migration {
  readonly name: string
  readonly sha256: string
  readonly statements: readonly string[]
}

/**
 * Brings the schema up to date: forward only, each migration in its own transaction, safe when several processes start
 * at once. What was applied is kept by name and hash.
 * @param at kept beside the name of each migration applied now.
 * @param folder holds `NNNN_name.sql`, in which a statement ends with a semicolon at the end of a line.
 * @returns the names applied by this call.
 * @throws when a migration fails (nothing of it stays), or when an applied one was changed, is not here, or was
 *   overtaken by one that should come before it: this database belongs to another version.
 */
export async function migrate(database: Database, at?: number, folder = FOLDER): Promise<readonly string[]> {
  const migrations = readMigrations(folder)
  const applied: string[] = []
  for (;;) {
    const name = await applyNext(database, migrations, at)
    if (name === undefined) return applied
    applied.push(name)
  }
}

/** One step, in one transaction that first waits for whoever else migrates, and then looks again. */
function applyNext(database: Database, migrations: readonly Migration[], at?: number): Promise<string | undefined> {
  return database.transaction().execute(async (transaction) => {
    await lock(transaction)
    await sql`create table if not exists migration (
      name text primary key, sha256 text not null, applied_at bigint
    )`.execute(transaction)
    const { rows } = await sql<Applied>`select name, sha256 from migration order by name`.execute(transaction)
    const next = nextAfter(rows, migrations)
    if (next === undefined) return undefined
    for (const statement of next.statements) await sql.raw(statement).execute(transaction)
    await sql`insert into migration values (${next.name}, ${next.sha256}, ${at ?? null})`.execute(transaction)
    return next.name
  })
}

/** SQLite needs nothing: a transaction takes the only write lock when it begins. */
async function lock(transaction: Database): Promise<void> {
  if (transaction.getExecutor().adapter instanceof PostgresAdapter) {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction)
  }
}

type Applied = Pick<Migration, 'name' | 'sha256'>

function nextAfter(applied: readonly Applied[], migrations: readonly Migration[]): Migration | undefined {
  applied.forEach((row, index) => {
    const ours = migrations[index]
    if (ours?.name !== row.name) throw new Error(`the database has migration ${row.name}, this version has none there`)
    if (ours.sha256 !== row.sha256) throw new Error(`migration ${row.name} was changed after it was applied`)
  })
  return migrations[applied.length]
}

function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      if (!FILE_NAME.test(name)) throw new Error(`${join(folder, name)} is not named like a migration`)
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, sha256: createHash('sha256').update(text).digest('hex'), statements: split(text) }
    })
}

function split(text: string): readonly string[] {
  return text
    .replaceAll(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .filter((statement) => statement.trim() !== '')
}
