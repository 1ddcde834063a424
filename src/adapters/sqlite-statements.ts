import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Queries with lists of varying length would otherwise keep adding statements. */
const STATEMENTS_KEPT = 256

/** Dresses node:sqlite as the interface that Kysely expects, and keeps prepared statements for the next time. */
export function preparedStatements(file: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => file.close(),
    prepare(sql) {
      const known = kept.get(sql)
      if (known !== undefined) return known
      const statement = dress(file.prepare(sql))
      kept.set(sql, statement)
      if (kept.size > STATEMENTS_KEPT) kept.delete(kept.keys().next().value ?? sql)
      return statement
    },
  }
}

function dress(statement: StatementSync): SqliteStatement {
  return {
    // `insert … returning` gives rows as a select does: only the columns tell.
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  }
}
