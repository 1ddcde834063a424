import { existsSync } from 'node:fs'
import { openConfiguredDatabase, sqliteFile } from '../../compose/configured-database.ts'
import { reason } from '../../settings/reason.ts'
import { postgresTime } from '../../storage/postgres-time.ts'
import { compareClocks } from './clock.ts'
import { type Check, fine, problem } from './finding.ts'

/** The database answers; where it is a server, it lives in the same time. */
export const checkDatabase: Check = async (settings, clock) => {
  const file = sqliteFile(settings.database.url)
  if (file !== undefined && !existsSync(file)) return fine(`${file} will be made at the first start`)
  try {
    const { database, ping, close } = await openConfiguredDatabase(settings)
    try {
      await ping()
      return file === undefined
        ? await compareClocks('PostgreSQL', () => postgresTime(database), clock)
        : fine(`${file} answers`)
    } finally {
      await close()
    }
  } catch (error) {
    return problem(
      `the database does not answer (${reason(error)})`,
      'start it, and check PARVIS_DATABASE_URL: host, port, name, password, sslmode',
    )
  }
}
