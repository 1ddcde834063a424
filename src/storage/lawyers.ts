import { sql } from 'kysely'
import { inOrder, type Lawyer, type LawyerDirectory, type LawyerSearch, wordsOf } from '../directory/lawyers.ts'
import type { Database, Tables } from './schema.ts'

/** Written in one statement: few enough that a login never waits long behind an import. */
const BATCH = 500
/** An edition that was still loading after this long was abandoned. */
const ABANDONED_AFTER_MS = 3600_000

export function createLawyerDirectory(database: Database): LawyerDirectory {
  const current = (search: LawyerSearch) => {
    const inUse = database.selectFrom('lawyer_edition').select('id').where('state', '=', 'current')
    let query = database.selectFrom('lawyer').where('edition_id', '=', inUse)
    if (search.bar !== undefined) query = query.where('bar', '=', search.bar)
    for (const word of search.words) query = query.where('name_key', 'like', `% ${word}%`)
    return query
  }

  return {
    async search(search, offset, limit) {
      const { found } = await current(search).select(sql<number>`count(*)`.as('found')).executeTakeFirstOrThrow()
      const rows = await current(search).selectAll().orderBy('rank').offset(offset).limit(limit).execute()
      return { found, lawyers: rows.map(toLawyer) }
    },

    async bars() {
      const edition = await database
        .selectFrom('lawyer_edition')
        .select('bars')
        .where('state', '=', 'current')
        .executeTakeFirst()
      return edition === undefined ? [] : (JSON.parse(edition.bars) as string[])
    },

    async replace(editionId, lawyers, at) {
      const bars = [...new Set(lawyers.map(({ bar }) => bar))].toSorted(new Intl.Collator('fr').compare)
      await database
        .insertInto('lawyer_edition')
        .values({
          id: editionId,
          state: 'loading',
          loaded_at: at,
          lawyers: lawyers.length,
          bars: JSON.stringify(bars),
        })
        .execute()
      const rows = inOrder(lawyers).map((lawyer, rank) => toRow(editionId, lawyer, rank))
      for (let start = 0; start < rows.length; start += BATCH) {
        await database
          .insertInto('lawyer')
          .values(rows.slice(start, start + BATCH))
          .execute()
      }
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('lawyer_edition')
          .set({ state: 'former' })
          .where('state', '=', 'current')
          .execute()
        await transaction.updateTable('lawyer_edition').set({ state: 'current' }).where('id', '=', editionId).execute()
      })
      await removeUnused(at)
    },
  }

  /** Former editions, and those whose import died on the way. */
  async function removeUnused(at: number): Promise<void> {
    const editions = await database
      .selectFrom('lawyer_edition')
      .select('id')
      .where((row) =>
        row.or([
          row('state', '=', 'former'),
          row.and([row('state', '=', 'loading'), row('loaded_at', '<', at - ABANDONED_AFTER_MS)]),
        ]),
      )
      .execute()
    for (const { id } of editions) {
      for (;;) {
        const some = database.selectFrom('lawyer').select('rank').where('edition_id', '=', id).limit(BATCH)
        const { numDeletedRows } = await database
          .deleteFrom('lawyer')
          .where('edition_id', '=', id)
          .where('rank', 'in', some)
          .executeTakeFirst()
        if (numDeletedRows === 0n) break
      }
      await database.deleteFrom('lawyer_edition').where('id', '=', id).execute()
    }
  }
}

const toRow = (editionId: string, lawyer: Lawyer, rank: number): Tables['lawyer'] => ({
  edition_id: editionId,
  rank,
  surname: lawyer.surname,
  given_names: lawyer.givenNames,
  bar: lawyer.bar,
  email: lawyer.email ?? null,
  phone: lawyer.phone ?? null,
  name_key: wordsOf(`${lawyer.surname} ${lawyer.givenNames}`)
    .map((word) => ` ${word}`)
    .join(''),
})

const toLawyer = (row: Tables['lawyer']): Lawyer => ({
  surname: row.surname,
  givenNames: row.given_names,
  bar: row.bar,
  email: row.email ?? undefined,
  phone: row.phone ?? undefined,
})
