import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/adapters/open-database.ts'
import { purgeExpired } from '../../src/adapters/sql-housekeeping.ts'
import { migrate } from '../../src/storage/migrate.ts'
import type { Database } from '../../src/storage/schema.ts'
import { needs } from '../support/needs.ts'
import { databaseEngines, type NewDatabase } from '../support/test-database.ts'

for (const engine of databaseEngines) {
  needs(...engine.needs)(`the database ${engine.name}`, () => {
    let place: NewDatabase
    let one: OpenDatabase
    let other: OpenDatabase
    beforeAll(async () => {
      place = await engine.create()
      one = place.open()
      other = place.open()
      await migrate(one.database)
    })
    afterAll(async () => {
      await Promise.all([one.close(), other.close()])
      place.remove()
    })
    const put = (database: Database, key: string, count = 0, expiresAt = 0) =>
      database.insertInto('ephemeral').values({ key, value: '', count, expires_at: expiresAt }).execute()
    const countOf = (database: Database, key: string) =>
      database.selectFrom('ephemeral').select('count').where('key', '=', key).executeTakeFirst()

    it('gives whole numbers as numbers, counts and sums of them too', async () => {
      await put(one.database, 'numbers', Number.MAX_SAFE_INTEGER)
      const row = await one.database
        .selectFrom('ephemeral')
        .select(({ fn }) => [fn.countAll<number>().as('rows'), fn.sum<number>('count').as('sum')])
        .where('key', '=', 'numbers')
        .executeTakeFirst()
      expect(row?.rows).toBe(1)
      expect(row?.sum).toBe(Number.MAX_SAFE_INTEGER)
    })

    it('throws rather than round a whole number beyond 2^53', async () => {
      await sql`insert into ephemeral values ('beyond', '', 9007199254740993, 0)`.execute(one.database)
      await expect(countOf(one.database, 'beyond')).rejects.toThrow(RangeError)
      await sql`delete from ephemeral where key = 'beyond'`.execute(one.database)
    })

    it('holds references between tables', async () => {
      const orphan = { account_id: 'nobody', profile: 'expert', granted_at: 0 }
      await expect(one.database.insertInto('account_profile').values(orphan).execute()).rejects.toThrow(/foreign key/i)
    })

    describe('a transaction', () => {
      it('leaves nothing when its work throws', async () => {
        const work = one.database.transaction().execute(async (transaction) => {
          await put(transaction, 'undone')
          throw new Error('changed my mind')
        })
        await expect(work).rejects.toThrow('changed my mind')
        expect(await countOf(one.database, 'undone')).toBeUndefined()
        expect(await countOf(other.database, 'undone')).toBeUndefined()
      })

      it('is seen by others only when it is over', async () => {
        await one.database.transaction().execute(async (transaction) => {
          await put(transaction, 'hidden')
          expect(await countOf(other.database, 'hidden')).toBeUndefined()
        })
        expect(await countOf(other.database, 'hidden')).toEqual({ count: 0 })
      })

      it('waits for another that writes, and then sees what that one wrote', async () => {
        await put(one.database, 'contended')
        const add = ({ database }: OpenDatabase) =>
          database.transaction().execute(async (transaction) => {
            const row = transaction.updateTable('ephemeral').where('key', '=', 'contended')
            await row.set('value', 'mine').execute()
            const { count } = (await countOf(transaction, 'contended')) ?? { count: Number.NaN }
            await row.set('count', count + 1).execute()
          })
        await Promise.all(Array.from({ length: 50 }, (_, index) => add(index % 2 === 0 ? one : other)))
        expect(await countOf(one.database, 'contended')).toEqual({ count: 50 })
      })
    })

    it('gives the room of what has expired back, and of nothing else', async () => {
      await purgeExpired(one.database, 999)
      const rows = (expires_at: number) =>
        Array.from({ length: 1_100 }, (_, index) => ({
          key: `${expires_at}:${index}`,
          value: '',
          count: 0,
          expires_at,
        }))
      await one.database.insertInto('ephemeral').values(rows(1_000)).execute()
      await one.database.insertInto('ephemeral').values(rows(1_001)).execute()
      await one.database.insertInto('http_session').values({ key: 'old', data: '', expires_at: 1_000 }).execute()
      await one.database.insertInto('http_session').values({ key: 'new', data: '', expires_at: 1_001 }).execute()
      await Promise.all([purgeExpired(one.database, 1_000), purgeExpired(other.database, 1_000)])
      const left = await one.database.selectFrom('ephemeral').select('expires_at').distinct().execute()
      expect(left).toEqual([{ expires_at: 1_001 }])
      expect(await one.database.selectFrom('http_session').select('key').execute()).toEqual([{ key: 'new' }])
    })

    it('answers a ping while open, closes once, and refuses afterwards', async () => {
      const third = place.open()
      await third.ping()
      await Promise.all([third.close(), third.close()])
      await third.close()
      await expect(third.ping()).rejects.toThrow()
    })

    it('lets a transaction end before it closes', async () => {
      const third = place.open()
      let closed: Promise<void> | undefined
      await third.database.transaction().execute(async (transaction) => {
        await put(transaction, 'half')
        closed = third.close()
        await put(transaction, 'whole')
      })
      await closed
      expect(await countOf(one.database, 'whole')).toEqual({ count: 0 })
    })
  })
}
