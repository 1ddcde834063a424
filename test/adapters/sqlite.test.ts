import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/adapters/open-database.ts'
import { openSqlite } from '../../src/adapters/sqlite.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const WRITER = fileURLToPath(new URL('./sqlite-writer.ts', import.meta.url))

describe('the embedded database', () => {
  const folder = temporaryFolder()

  it('is durable by construction: write-ahead log, a sync per commit, references held', async () => {
    const { database, close } = openSqlite(join(folder, 'pragmas.db'))
    const read = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(database)).rows[0] ?? {})
    expect(await read('journal_mode')).toEqual(['wal'])
    expect(await read('synchronous')).toEqual([2])
    expect(await read('foreign_keys')).toEqual([1])
    await close()
  })

  it('can be read by its owner alone, the write-ahead log too', async () => {
    const file = join(folder, 'private.db')
    const { database, close } = openSqlite(file)
    await sql`create table t (x text)`.execute(database)
    for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o777).toBe(0o600)
    await close()
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  it('says which file it could not open', () => {
    const text = join(folder, 'text.db')
    writeFileSync(text, 'this is no database, whatever its name says')
    for (const file of [text, folder, join(folder, 'absent', 'x.db')]) expect(() => openSqlite(file)).toThrow(file)
  })

  it('forgets prepared statements before they pile up', async () => {
    const { database, close } = openSqlite(':memory:')
    for (let number = 0; number < 1_000; number++) await sql.raw(`select ${number}`).execute(database)
    expect((await sql.raw('select 7 as seven').execute(database)).rows).toEqual([{ seven: 7 }])
    await close()
  })

  it('lets a transaction read first and write later, whoever writes meanwhile', async () => {
    const file = join(folder, 'read-first.db')
    const first = openSqlite(file)
    const openings = [first, openSqlite(file)]
    await sql`create table counter (value bigint)`.execute(first.database)
    await sql`insert into counter values (0)`.execute(first.database)
    const add = ({ database }: OpenDatabase) =>
      database.transaction().execute(async (transaction) => {
        const { rows } = await sql<{ value: number }>`select value from counter`.execute(transaction)
        await sql`update counter set value = ${(rows[0]?.value ?? 0) + 1}`.execute(transaction)
      })
    await Promise.all(Array.from({ length: 25 }, () => openings.map(add)).flat())
    expect((await sql`select value from counter`.execute(first.database)).rows).toEqual([{ value: 50 }])
    await Promise.all(openings.map(({ close }) => close()))
  })

  it('loses nothing that was acknowledged, and keeps nothing half-done, when its processes are killed', async () => {
    const file = join(folder, 'killed.db')
    const writers = []
    for (let round = 0; round < 3; round++) {
      const both = [startWriter(file, `left${round}`), startWriter(file, `right${round}`)]
      try {
        await Promise.all(both.map((writer) => writer.wrote(40 + 17 * round)))
      } finally {
        await Promise.all(both.map((writer) => writer.kill()))
      }
      writers.push(...both)
    }

    const { database, close } = openSqlite(file)
    const keys = new Set((await database.selectFrom('ephemeral').select('key').execute()).map((row) => row.key))
    expect((await sql`pragma integrity_check`.execute(database)).rows).toEqual([{ integrity_check: 'ok' }])
    await close()

    const acknowledged = writers.flatMap((writer) => writer.acknowledged())
    expect(acknowledged.length).toBeGreaterThan(6 * 40)
    expect(acknowledged.filter((key) => !keys.has(`${key}:a`))).toEqual([])
    expect([...keys].filter((key) => !keys.has(key.replace(/.$/, key.endsWith('a') ? 'b' : 'a')))).toEqual([])
  })
})

/** What it printed was acknowledged to it. */
function startWriter(file: string, name: string) {
  const child: ChildProcess = spawn(process.execPath, [WRITER, file, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  const closed = once(lines, 'close')
  const printed: string[] = []
  lines.on('line', (line) => printed.push(`${name}:${line}`))
  return {
    acknowledged: () => printed,
    async wrote(count: number) {
      while (printed.length < count) {
        const ended = closed.then(() => Promise.reject(new Error(`${name} ended after ${printed.length} lines`)))
        await Promise.race([once(lines, 'line'), ended])
      }
    },
    async kill() {
      child.kill('SIGKILL')
      await closed
    },
  }
}
