import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import { Outage } from '../ports/outage.ts'
import type { Tables } from '../storage/schema.ts'
import type { OpenDatabase } from './open-database.ts'

/** int8 and numeric, the type of a sum of int8: PostgreSQL's client gives them as text, SQLite gives numbers. */
const WHOLE_NUMBERS: readonly number[] = [20, 1700]

/**
 * SQLSTATE of a server that works and cannot serve now: connection failed, out of resources, shutting down, failing
 * system, statement cancelled at its limit, lock not had in time, transaction left idle.
 */
const OUTAGES = /^(08...|53...|57P0.|58...|57014|55P03|25P03)$/
const isOutage = (error: pg.DatabaseError) => OUTAGES.test(error.code ?? '')

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
    const client = await pool.connect().catch((cause) => {
      throw new Outage('PostgreSQL cannot be reached', { cause })
    })
    let outage: Outage | undefined
    const query = async (text: string, values: unknown[]) => {
      if (outage !== undefined) throw outage
      try {
        return await client.query(text, values)
      } catch (cause) {
        if (cause instanceof pg.DatabaseError) throw isOutage(cause) ? new Outage(cause.message, { cause }) : cause
        if (cause instanceof TypeError || cause instanceof RangeError) throw cause
        outage = new Outage('PostgreSQL stopped answering', { cause })
        throw outage
      }
    }
    return { query, release: (destroy = false) => client.release(destroy || outage !== undefined) }
  }
  return {
    options: pool.options,
    connect: reserve as unknown as () => Promise<PostgresPoolClient>,
    end: () => pool.end(),
  }
}
