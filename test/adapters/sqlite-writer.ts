/**
 * A process that writes to a SQLite file until it is killed: `sqlite-writer.ts FILE NAME`. Each line that it prints is a
 * transaction of two rows that was acknowledged.
 */
import { openSqlite } from '../../src/adapters/sqlite.ts'
import { migrate } from '../../src/storage/migrate.ts'

const [file = '', name = ''] = process.argv.slice(2)
const { database } = openSqlite(file)
await migrate(database)
for (let number = 0; ; number++) {
  await database.transaction().execute(async (transaction) => {
    for (const half of ['a', 'b']) {
      const row = { key: `${name}:${number}:${half}`, value: '', count: 0, expires_at: 0 }
      await transaction.insertInto('ephemeral').values(row).execute()
    }
  })
  process.stdout.write(`${number}\n`)
}
