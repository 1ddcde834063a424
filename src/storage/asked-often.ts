import type { Compilable, CompiledQuery, QueryResult } from 'kysely'
import type { Database } from './schema.ts'

/** Stands in a query for a value that is only known when it is asked. */
export type Unknown = (name: string) => never

/** Asks the query, through the connection or the transaction given, with the values of its unknowns. */
type Ask<Row> = (database: Database, values: Readonly<Record<string, unknown>>) => Promise<QueryResult<Row>>

/**
 * A query that is written once and asked at every request: composing the text of one takes longer than SQLite takes to
 * answer it.
 */
export function askedOften<Row>(write: (database: Database, unknown: Unknown) => Compilable<Row>): Ask<Row> {
  const written = new Map<unknown, CompiledQuery<Row>>()
  return (database, values) => {
    const engine = database.getExecutor().adapter.constructor
    const query = written.get(engine) ?? write(database, (name) => Symbol(name) as never).compile()
    written.set(engine, query)
    const parameters = query.parameters.map((parameter) =>
      typeof parameter === 'symbol' ? values[parameter.description ?? ''] : parameter,
    )
    return database.executeQuery({ ...query, parameters })
  }
}
