import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import type { Tables } from '../storage/schema.ts'
import type { OpenDatabase } from './open-database.ts'

/** int8 and numeric, the type of a sum of int8: PostgreSQL's client gives them as text, SQLite gives numbers. */
const WHOLE_NUMBERS: readonly number[] = [20, 1700]

export interface PostgresLimits {
  /** The longest a statement may take. A migration of large tables needs more. */
  readonly statementMilliseconds?: number
  readonly connections?: number
}

/**
 * Opens the production engine. Nothing waits for ever on it: a server that is gone, hung or full answers with an error
 * within the limit, and a connection that did not answer is dropped. It connects at the first query.
 * @param url `postgres://user:password@host:port/name`
 */
export function openPostgres(url: string, limits: PostgresLimits = {}): OpenDatabase {
  const { statementMilliseconds = 5_000, connections = 10 } = limits
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'parvis',
    max: connections,
    connectionTimeoutMillis: statementMilliseconds,
    // The server gives up first, when it still can; then the client does.
    statement_timeout: statementMilliseconds,
    query_timeout: statementMilliseconds + 500,
    idle_in_transaction_session_timeout: 2 * statementMilliseconds,
    keepAlive: true,
    types: { getTypeParser },
  })
  // An idle connection was cut: the pool has dropped it, and the next query opens another or says why it cannot.
  pool.on('error', () => {})
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withoutMuteConnections(pool) }) })
  let closing: Promise<void> | undefined

  const close = async () => {
    await database.destroy()
    if (!pool.ended) await pool.end()
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

function getTypeParser(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return WHOLE_NUMBERS.includes(type) ? wholeNumber : pg.types.getTypeParser(type, format)
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a whole number below 2^53`)
  return value
}

/**
 * pg would put a connection whose query ran into the time limit back into the pool, still waiting for the old answer.
 * Here it refuses what its holder asks next, and is closed when it comes back.
 */
function withoutMuteConnections(pool: pg.Pool): PostgresPool {
  const reserve = async () => {
    const client = await pool.connect()
    let mute: unknown
    const query = async (text: string, values: unknown[]) => {
      if (mute !== undefined) throw new Error('this connection stopped answering', { cause: mute })
      try {
        return await client.query(text, values)
      } catch (error) {
        if (error instanceof Error && error.message === 'Query read timeout') mute = error
        throw error
      }
    }
    return { query, release: (destroy = false) => client.release(destroy || mute !== undefined) }
  }
  return {
    options: pool.options,
    connect: reserve as unknown as () => Promise<PostgresPoolClient>,
    end: () => pool.end(),
  }
}
