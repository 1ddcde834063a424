/**
 * The lawyers' directory with 50 000 rows: what a search takes from the call to the rows, on SQLite and on a PostgreSQL
 * started for it; and how long the import holds up a login that writes beside it. Run it with
 * `node bench/lawyers-directory.ts [rows]`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openPostgres } from '../src/adapters/postgres.ts'
import { openSqlite } from '../src/adapters/sqlite.ts'
import { type Lawyer, readSearch } from '../src/directory/lawyers.ts'
import { createLawyerDirectory } from '../src/storage/lawyers.ts'
import { migrate } from '../src/storage/migrate.ts'
import type { Database } from '../src/storage/schema.ts'
import { startPostgres } from '../test/support/postgres.ts'

const [, , first = '50000'] = process.argv
const ROWS = Number(first)
const CALLS = 200
const PAGE = 25
const SYLLABLES = 'ba be bi bo du fé gar lin mar mon nou pel ri sau ti val vi œu zé den'.split(' ')

/** The same names at every run, each syllable as likely as another. */
let state = 1
const syllable = (): string => {
  state = (state * 48271) % 2147483647
  return SYLLABLES[state % SYLLABLES.length] ?? ''
}
const name = (syllables: number): string => Array.from({ length: syllables }, syllable).join('')

const lawyers: readonly Lawyer[] = Array.from({ length: ROWS }, (_, index) => ({
  surname: name(3).toUpperCase(),
  givenNames: `${name(2)} ${name(2)}`,
  bar: `Barreau ${index % 164}`,
  email: `avocat-${index}@barreau.test`,
  phone: undefined,
}))

const SEARCHES: readonly (readonly [string, ReturnType<typeof readSearch>, number])[] = [
  ['everything, first page', readSearch('', ''), 0],
  ['everything, last page', readSearch('', ''), ROWS - PAGE],
  ['two letters', readSearch('ma', ''), 0],
  ['four letters', readSearch('marm', ''), 0],
  ['one word', readSearch('Marlinti', ''), 0],
  ['two words and a bar', readSearch('mar val', 'Barreau 12'), 0],
  ['nobody', readSearch('xyzxyz', ''), 0],
  ['a bar', readSearch('', 'Barreau 12'), 0],
]

async function measure(engine: string, database: Database): Promise<void> {
  await migrate(database)
  const directory = createLawyerDirectory(database)
  let longestWrite = 0
  let importing = true
  const writing = (async () => {
    for (let write = 0; importing; write += 1) {
      const startedAt = performance.now()
      await database
        .insertInto('ephemeral')
        .values({ key: `k${write}`, value: '', count: 0, expires_at: 0 })
        .execute()
      longestWrite = Math.max(longestWrite, performance.now() - startedAt)
      await new Promise((next) => setTimeout(next, 5))
    }
  })()
  const startedAt = performance.now()
  await directory.replace('one', lawyers, 0)
  await directory.replace('two', lawyers, 1)
  const imported = (performance.now() - startedAt) / 2
  importing = false
  await writing
  console.log(
    `${engine}: ${ROWS} rows imported in ${(imported / 1000).toFixed(1)} s, the longest write beside it ${longestWrite.toFixed(0)} ms`,
  )
  for (const [label, search, offset] of SEARCHES) {
    const times: number[] = []
    let found = 0
    for (let call = 0; call < CALLS; call += 1) {
      const before = performance.now()
      found = (await directory.search(search, offset, PAGE)).found
      times.push(performance.now() - before)
    }
    times.sort((left, right) => left - right)
    const at = (share: number) => (times[Math.floor(share * (CALLS - 1))] ?? 0).toFixed(1).padStart(6)
    console.log(`  ${label.padEnd(24)} p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  ${found} found`)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'))
const sqlite = openSqlite(join(folder, 'directory.sqlite'))
await measure('SQLite', sqlite.database)
await sqlite.close()
rmSync(folder, { recursive: true })

const server = await startPostgres()
const postgres = openPostgres(server.url)
await measure('PostgreSQL', postgres.database)
await postgres.close()
await server.stop()
