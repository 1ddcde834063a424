import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/adapters/open-database.ts'
import { openPostgres } from '../../src/adapters/postgres.ts'
import { createSqlSessionStore } from '../../src/adapters/sql-session-store.ts'
import { Outage } from '../../src/ports/outage.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { needs } from '../support/needs.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { freePort } from '../support/server-process.ts'
import { statusOfSessionPage } from './session-page.ts'

/** The limit given to statements here, the client's half second more, and what a busy machine adds. */
const LIMIT = 300
const GIVES_UP_WITHIN = 1_500

needs('postgres')('PostgreSQL that fails', () => {
  let server: PostgresServer
  let open: OpenDatabase
  beforeAll(async () => {
    server = await startPostgres()
    open = openPostgres(server.url, { statementMilliseconds: LIMIT, connections: 3 })
    await migrate(open.database)
  })
  afterAll(async () => {
    await open.close()
    await server.stop()
  })
  const select = (text: string) => sql.raw(text).execute(open.database)
  const put = (key: string) => ({ key, value: '', count: 0, expires_at: 0 })

  it('is an outage at once when nothing listens', async () => {
    const nowhere = openPostgres(`postgres://parvis@127.0.0.1:${await freePort()}/postgres`)
    await expect(nowhere.ping()).rejects.toThrow(Outage)
    await nowhere.close()
  })

  it('ends a statement at its limit, and keeps the connection', async () => {
    await expect(select('select pg_sleep(60)')).rejects.toThrow(Outage)
    await open.ping()
  })

  it('gives an outage in bounded time while it hangs, and right answers as soon as it works again', async () => {
    await Promise.all([1, 2, 3].map(() => open.ping()))
    server.suspend()
    const before = performance.now()
    const answers = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((number) => select(`select ${number} as old`)))
    expect(performance.now() - before).toBeLessThan(GIVES_UP_WITHIN)
    for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(Outage) })
    server.resume()
    expect((await select('select 7 as seven')).rows).toEqual([{ seven: 7 }])
  })

  it('has nothing of a transaction during which it hung, which ends in bounded time', async () => {
    const before = performance.now()
    const work = open.database.transaction().execute(async (transaction) => {
      await transaction.insertInto('ephemeral').values(put('half')).execute()
      server.suspend()
      await transaction.insertInto('ephemeral').values(put('whole')).execute()
    })
    await expect(work).rejects.toThrow(Outage)
    expect(performance.now() - before).toBeLessThan(GIVES_UP_WITHIN)
    server.resume()
    const rows = await open.database
      .selectFrom('ephemeral')
      .select('key')
      .where('key', 'in', ['half', 'whole'])
      .execute()
    expect(rows).toEqual([])
  })

  it('makes a page that needs the session answer 503 within half a second, and 200 again', async () => {
    const patient = openPostgres(server.url)
    const store = createSqlSessionStore(patient.database, createManualClock(), 60)
    expect(await statusOfSessionPage(store)).toBe(200)
    server.suspend()
    const before = performance.now()
    expect(await statusOfSessionPage(store)).toBe(503)
    expect(performance.now() - before).toBeLessThan(GIVES_UP_WITHIN)
    server.resume()
    expect(await statusOfSessionPage(store)).toBe(200)
    await patient.close()
  })

  it('may cut idle connections without harm', async () => {
    await Promise.all([1, 2, 3].map(() => open.ping()))
    const other = openPostgres(server.url)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'parvis' and pid <> pg_backend_pid()`.execute(other.database)
    await other.close()
    await expect.poll(() => open.ping().then(() => 'answers', String)).toBe('answers')
  })

  it('refuses in bounded time when transactions hold every connection', async () => {
    const holders = Promise.withResolvers<void>()
    const held = [1, 2, 3].map(() => open.database.transaction().execute(() => holders.promise))
    await expect(open.ping()).rejects.toThrow(Outage)
    holders.resolve()
    await Promise.all(held)
    await open.ping()
  })

  it('is not blamed for a statement that is wrong', async () => {
    await expect(select('select nothing from nowhere')).rejects.not.toThrow(Outage)
  })
})
