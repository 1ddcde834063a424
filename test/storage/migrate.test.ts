import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/adapters/open-database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { needs } from '../support/needs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { databaseEngines, type NewDatabase } from '../support/test-database.ts'

const MIGRATIONS = join(import.meta.dirname, '../../src/storage/migrations')
const FIRST = 'create table first (id text primary key);\n'
const SECOND = `-- A comment; with a semicolon at its end;
create table second (id text primary key, note text not null default 'a;b');
insert into second (id) values ('one');
`

for (const engine of databaseEngines) {
  needs(...engine.needs)(`migrations on ${engine.name}`, () => {
    const root = temporaryFolder()
    const opened: OpenDatabase[] = []
    const places: NewDatabase[] = []
    afterAll(async () => {
      await Promise.all(opened.map(({ close }) => close()))
      for (const place of places) place.remove()
    })

    /** Two openings of a new database, and a folder with these migrations. */
    async function prepare(files: Record<string, string>) {
      const folder = mkdtempSync(join(root, 'migrations-'))
      const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
      for (const [name, text] of Object.entries(files)) write(name, text)
      const place = await engine.create()
      const [one, other] = [place.open(), place.open()]
      opened.push(one, other)
      places.push(place)
      return { folder, write, one: one.database, other: other.database }
    }

    it('applies the migrations of this version, once', async () => {
      const { one } = await prepare({})
      expect(await migrate(one, 1)).toEqual(readdirSync(MIGRATIONS).toSorted())
      expect(await migrate(one, 2)).toEqual([])
    })

    it('applies all statements of what is new, in order, and keeps when', async () => {
      const { folder, write, one } = await prepare({ '0001_first.sql': FIRST })
      expect(await migrate(one, 1_000, folder)).toEqual(['0001_first.sql'])
      write('0002_second.sql', SECOND)
      expect(await migrate(one, 2_000, folder)).toEqual(['0002_second.sql'])
      expect((await sql`select id, note from second`.execute(one)).rows).toEqual([{ id: 'one', note: 'a;b' }])
      const { rows } = await sql`select name, applied_at from migration order by name`.execute(one)
      expect(rows).toEqual([
        { name: '0001_first.sql', applied_at: 1_000 },
        { name: '0002_second.sql', applied_at: 2_000 },
      ])
    })

    it('leaves nothing of a migration that fails, and keeps those before it', async () => {
      const broken = 'create table half (id text primary key);\ninsert into nowhere values (1);\n'
      const { folder, write, one } = await prepare({ '0001_first.sql': FIRST, '0002_broken.sql': broken })
      await expect(migrate(one, 1, folder)).rejects.toThrow(/nowhere/)
      await expect(sql`select * from half`.execute(one)).rejects.toThrow(/half/)
      write('0002_broken.sql', SECOND)
      expect(await migrate(one, 1, folder)).toEqual(['0002_broken.sql'])
    })

    it('is done once when several start at the same moment', async () => {
      const { one, other } = await prepare({})
      const applied = await Promise.all([migrate(one), migrate(other), migrate(one), migrate(other)])
      expect(applied.flat().toSorted()).toEqual(readdirSync(MIGRATIONS).toSorted())
    })

    it('refuses a database whose migration was changed, is missing, or was overtaken', async () => {
      const { folder, write, one } = await prepare({ '0001_first.sql': FIRST, '0002_second.sql': SECOND })
      await migrate(one, 1, folder)
      write('0001_first.sql', `${FIRST}-- edited\n`)
      await expect(migrate(one, 1, folder)).rejects.toThrow('0001_first.sql was changed')
      write('0001_first.sql', FIRST)
      write('0001_late.sql', 'create table late (id text primary key);\n')
      await expect(migrate(one, 1, folder)).rejects.toThrow('the database has migration 0002_second.sql')
      rmSync(join(folder, '0001_late.sql'))
      rmSync(join(folder, '0002_second.sql'))
      await expect(migrate(one, 1, folder)).rejects.toThrow('the database has migration 0002_second.sql')
    })

    it('refuses a folder with a file that is not named like a migration', async () => {
      const { folder, one } = await prepare({ '1_first.sql': FIRST })
      await expect(migrate(one, 1, folder)).rejects.toThrow('1_first.sql is not named like a migration')
    })
  })
}
