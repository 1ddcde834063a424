import { beforeEach, describe, expect, it } from 'vitest'
import { type Lawyer, type LawyerDirectory, readSearch } from '../../src/directory/lawyers.ts'
import { createLawyerDirectory } from '../../src/storage/lawyers.ts'
import type { Database } from '../../src/storage/schema.ts'
import { onEachDatabase } from '../support/test-database.ts'

const lawyer = (surname: string, givenNames: string, bar: string): Lawyer => ({
  surname,
  givenNames,
  bar,
  email: `${surname.toLowerCase()}@cabinet.test`,
  phone: undefined,
})

const SOME = [
  lawyer('DURAND', 'Zoé', 'Paris'),
  lawyer('Dürer', 'Albrecht', 'Strasbourg'),
  lawyer('DU RAND', 'Anne Zoé', 'Paris'),
  lawyer("D'ORSAY", 'Éloi', 'Évreux'),
  lawyer('ZZYZX', 'Zz', 'Lyon'),
]

onEachDatabase("the lawyers' directory", (freshDatabase) => {
  let database: Database
  let directory: LawyerDirectory
  beforeEach(async () => {
    database = await freshDatabase()
    directory = createLawyerDirectory(database)
  })
  const find = async (name: string, bar = '', offset = 0, limit = 25) => {
    const { found, lawyers } = await directory.search(readSearch(name, bar), offset, limit)
    return { found, names: lawyers.map(({ surname }) => surname) }
  }

  it('is empty before the first import', async () => {
    expect(await find('')).toEqual({ found: 0, names: [] })
    expect(await find('du', 'Paris')).toEqual({ found: 0, names: [] })
    expect(await directory.bars()).toEqual([])
  })

  describe('finds', () => {
    beforeEach(() => directory.replace('first', SOME, 1))

    it.each([
      ['everybody, in one order on every engine', '', '', ["D'ORSAY", 'DU RAND', 'DURAND', 'Dürer', 'ZZYZX']],
      ['by the beginning of a word', 'dur', '', ['DURAND', 'Dürer']],
      ['whatever the case and the accents', 'DÜR', '', ['DURAND', 'Dürer']],
      ['by given names too', 'zoe', '', ['DU RAND', 'DURAND']],
      ['by several words in any order', 'zoé dur', '', ['DURAND']],
      ['by a bar', '', 'Paris', ['DU RAND', 'DURAND']],
      ['by a bar and a word', 'anne', 'Paris', ['DU RAND']],
      ['by a letter that is a word', 'd ors', '', ["D'ORSAY"]],
      ['at the end of the alphabet', 'zz', '', ['ZZYZX']],
      ['nobody by a part inside a word', 'rand', '', ['DU RAND']],
      ['nobody of another bar', 'zoe', 'Lyon', []],
      ['nobody by the signs of a pattern', '%', 'Paris%', []],
    ])('%s', async (_, name, bar, names) => {
      expect(await find(name, bar)).toEqual({ found: names.length, names })
    })

    it('page by page, each once', async () => {
      expect(await find('', '', 0, 2)).toEqual({ found: 5, names: ["D'ORSAY", 'DU RAND'] })
      expect(await find('', '', 4, 2)).toEqual({ found: 5, names: ['ZZYZX'] })
      expect(await find('du', '', 1, 1)).toEqual({ found: 3, names: ['DURAND'] })
      expect(await find('du', '', 50, 25)).toEqual({ found: 3, names: [] })
    })

    it('the bars, in French order', async () => {
      expect(await directory.bars()).toEqual(['Évreux', 'Lyon', 'Paris', 'Strasbourg'])
    })
  })

  it('is replaced as a whole: readers see one edition or the other, never both nor neither', async () => {
    await directory.replace('first', SOME, 1)
    const many = Array.from({ length: 1_700 }, (_, index) => lawyer(`NOUVEAU ${index}`, 'Noa', 'Brest'))
    const seen = new Set<number>()
    let replaced = false
    const reading = (async () => {
      while (!replaced) seen.add((await directory.search(readSearch('', ''), 0, 1)).found)
    })()
    await directory.replace('second', many, 2)
    replaced = true
    await reading
    seen.add((await find('')).found)
    expect(seen).toEqual(new Set([5, 1_700]))
    expect(await find('durand')).toEqual({ found: 0, names: [] })
    expect(await database.selectFrom('lawyer_edition').select(['id', 'state']).execute()).toEqual([
      { id: 'second', state: 'current' },
    ])
    const rows = await database.selectFrom('lawyer').select('edition_id').distinct().execute()
    expect(rows).toEqual([{ edition_id: 'second' }])
  })

  it('an import that died on the way leaves the directory as it was, and no rest for ever', async () => {
    await directory.replace('first', SOME, 1)
    const broken = { ...lawyer('X', 'Y', 'Z'), bar: null as unknown as string }
    await expect(directory.replace('broken', [...SOME, broken], 2)).rejects.toThrow()
    expect((await find('')).found).toBe(5)
    await directory.replace('third', SOME, 3 + 3600_000)
    const editions = await database.selectFrom('lawyer_edition').select('id').execute()
    expect(editions).toEqual([{ id: 'third' }])
  })

  it('of two imports at once one is there at the end, whole', async () => {
    const editions = [SOME.slice(0, 2), SOME.slice(2)]
    await Promise.all(editions.map((some, index) => directory.replace(`edition-${index}`, some, index)))
    const { found } = await find('')
    expect([2, 3]).toContain(found)
    const current = await database.selectFrom('lawyer_edition').selectAll().where('state', '=', 'current').execute()
    expect(current).toHaveLength(1)
  })
})
