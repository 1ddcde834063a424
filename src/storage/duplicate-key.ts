/** PostgreSQL's SQLSTATE for unique_violation. */
const POSTGRES = '23505'
/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const SQLITE: readonly unknown[] = [1555, 2067]

/** Whether a statement failed because a row with the same unique key is there already, on either engine. */
export function isDuplicateKey(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === POSTGRES) || ('errcode' in error && SQLITE.includes(error.errcode))
}
