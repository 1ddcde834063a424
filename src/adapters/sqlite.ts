import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { Tables } from '../storage/schema.ts'
import type { OpenDatabase } from './open-database.ts'
import { isBusy, patient } from './sqlite-connection.ts'
import { preparedStatements } from './sqlite-statements.ts'
import { createTurnstile, type Turnstile } from './turnstile.ts'

/** How long opening waits for another process that opens the same file. */
const OPENING_MILLISECONDS = 5_000
/** How long a query waits for the one connection: a transaction that never ends refuses others instead of hanging them. */
const CONNECTION_MILLISECONDS = 10_000

/**
 * Opens the embedded engine: a commit that was acknowledged survives kill -9 and a power cut (WAL, synchronous=FULL).
 * Several processes may open the same file. There is one connection, so a transaction must use its own handle alone
 * and await nothing but the database.
 * @param path file to open, created readable by its owner only when absent; or ':memory:'.
 * @throws when the file cannot be opened.
 */
export function openSqlite(path: string): OpenDatabase {
  const file = openFile(path)
  const turnstile = createTurnstile(CONNECTION_MILLISECONDS)
  const database = new Kysely<Tables>({ dialect: sqliteDialect(file, turnstile) })
  let closing: Promise<void> | undefined

  const close = async () => {
    await turnstile.enter()
    await database.destroy()
    if (file.isOpen) file.close()
    turnstile.leave()
  }
  return {
    database,
    ping: async () => {
      await sql`select 1`.execute(database)
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

function openFile(path: string): DatabaseSync {
  try {
    // Created here because SQLite would create it with the rights of the umask; -wal and -shm then follow it.
    if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600))
    const file = new DatabaseSync(path, { timeout: 0, enableForeignKeyConstraints: true })
    whenNotBusy(() => file.exec('pragma journal_mode = wal; pragma synchronous = full; pragma trusted_schema = off'))
    return file
  } catch (cause) {
    throw new Error(`cannot open the database file ${path}`, { cause })
  }
}

/** Two processes may open a new file at once; for the change to WAL SQLite does not wait by itself. */
function whenNotBusy(work: () => void): void {
  const giveUpAt = performance.now() + OPENING_MILLISECONDS
  for (;;) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  }
}

function sqliteDialect(file: DatabaseSync, turnstile: Turnstile): Dialect {
  return {
    createDriver: () => new OneConnectionDriver(file, turnstile),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (database) => new SqliteIntrospector(database),
  }
}

class OneConnectionDriver extends SqliteDriver {
  readonly #turnstile: Turnstile

  constructor(file: DatabaseSync, turnstile: Turnstile) {
    super({ database: preparedStatements(file) })
    this.#turnstile = turnstile
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turnstile.enter()
    return patient(await super.acquireConnection())
  }

  override async releaseConnection(): Promise<void> {
    this.#turnstile.leave()
  }

  /** Takes the write lock at once: a transaction that reads first and writes later could not wait for it. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class TransactionalAdapter extends SqliteAdapter {
  /** The turnstile does this instead, with a time limit. */
  override get supportsMultipleConnections(): boolean {
    return true
  }

  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
