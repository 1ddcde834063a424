import { sql } from 'kysely'
import {
  endOfRange,
  inOrder,
  type Lawyer,
  type LawyerDirectory,
  type LawyerSearch,
  wordsOfName,
} from '../directory/lawyers.ts'
import type { Database, Tables } from './schema.ts'

/** Written in one statement: few enough that a login never waits long behind an import. */
const BATCH = 500
/** An edition that was still loading after this long was abandoned. */
const ABANDONED_AFTER_MS = 3600_000

export function createLawyerDirectory(database: Database): LawyerDirectory {
  const inUse = () => database.selectFrom('lawyer_edition').select('id').where('state', '=', 'current')

  const ranksOf = (word: string) => {
    const next = endOfRange(word)
    const from = database
      .selectFrom('lawyer_word')
      .select('rank')
      .where('edition_id', '=', inUse())
      .where('word', '>=', word)
    return next === undefined ? from : from.where('word', '<', next)
  }

  const matching = ({ words, bar }: LawyerSearch) => {
    let query = database.selectFrom('lawyer').where('edition_id', '=', inUse())
    if (bar !== undefined) query = query.where('bar', '=', bar)
    for (const word of words) query = query.where('rank', 'in', ranksOf(word))
    return query
  }

  /** Ranks are counted from nothing without gaps: a page of everything need not be counted. */
  async function everything(offset: number, limit: number) {
    const edition = await database
      .selectFrom('lawyer_edition')
      .selectAll()
      .where('state', '=', 'current')
      .executeTakeFirst()
    if (edition === undefined) return { found: 0, lawyers: [] }
    const rows = await database
      .selectFrom('lawyer')
      .selectAll()
      .where('edition_id', '=', edition.id)
      .where('rank', '>=', offset)
      .where('rank', '<', offset + limit)
      .orderBy('rank')
      .execute()
    return { found: edition.lawyers, lawyers: rows.map(toLawyer) }
  }

  return {
    async search(search, offset, limit) {
      if (search.words.length === 0 && search.bar === undefined) return everything(offset, limit)
      const { found } = await matching(search).select(sql<number>`count(*)`.as('found')).executeTakeFirstOrThrow()
      const rows = await matching(search).selectAll().orderBy('rank').offset(offset).limit(limit).execute()
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
      const ordered = inOrder(lawyers)
      for (let start = 0; start < ordered.length; start += BATCH) {
        const some = ordered.slice(start, start + BATCH)
        await database
          .insertInto('lawyer')
          .values(some.map((lawyer, index) => toRow(editionId, lawyer, start + index)))
          .execute()
        await database
          .insertInto('lawyer_word')
          .values(some.flatMap((lawyer, index) => toWords(editionId, lawyer, start + index)))
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
      // PostgreSQL would plan searches by what it knew of the table before, which may be nothing.
      for (const table of ['lawyer', 'lawyer_word']) await sql`analyze ${sql.table(table)}`.execute(database)
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
      for (const table of ['lawyer_word', 'lawyer'] as const) await empty(table, id)
      await database.deleteFrom('lawyer_edition').where('id', '=', id).execute()
    }
  }

  async function empty(table: 'lawyer_word' | 'lawyer', editionId: string): Promise<void> {
    for (let from = 0; ; from += BATCH) {
      const rest = database.selectFrom(table).select('rank').where('edition_id', '=', editionId).limit(1)
      if ((await rest.executeTakeFirst()) === undefined) return
      await database
        .deleteFrom(table)
        .where('edition_id', '=', editionId)
        .where('rank', '>=', from)
        .where('rank', '<', from + BATCH)
        .execute()
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
})

const toWords = (editionId: string, lawyer: Lawyer, rank: number): Tables['lawyer_word'][] =>
  [...new Set(wordsOfName(lawyer))].map((word) => ({ edition_id: editionId, word, rank }))

const toLawyer = (row: Tables['lawyer']): Lawyer => ({
  surname: row.surname,
  givenNames: row.given_names,
  bar: row.bar,
  email: row.email ?? undefined,
  phone: row.phone ?? undefined,
})
