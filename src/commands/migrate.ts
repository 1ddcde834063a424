import { openConfiguredDatabase } from '../compose/configured-database.ts'
import { migrate } from '../storage/migrate.ts'
import { type Command, EXIT } from './command.ts'

/** A migration may rewrite a large table, which takes longer than any statement of a login. */
const STATEMENT_MILLISECONDS = 30 * 60_000

export const migrateCommand: Command = {
  async run(context) {
    const settings = context.settings()
    if (!settings.ok) return context.refuse(settings.failure)
    const { database, close } = await openConfiguredDatabase(settings.value, STATEMENT_MILLISECONDS)
    try {
      const applied = await migrate(database, context.clock.now())
      for (const name of applied) context.print(`applied ${name}`)
      context.print('The schema is up to date.')
      return EXIT.done
    } finally {
      await close()
    }
  },
}
