import { expect, it } from 'vitest'
import { createChainCheck, type JournalEntry } from '../../src/journal/journal.ts'
import { createJournalStore } from '../../src/storage/journal.ts'
import { onEachDatabase } from '../support/test-database.ts'

const broken = (entries: readonly JournalEntry[]): number | undefined => {
  const chain = createChainCheck()
  const index = entries.findIndex((entry) => !chain.accepts(entry))
  return index === -1 ? undefined : index
}

onEachDatabase('the journal', (freshDatabase) => {
  it('chains what parallel writers append, without a hole', async () => {
    const database = await freshDatabase()
    const journal = createJournalStore(database)
    await Promise.all(Array.from({ length: 30 }, (_, at) => journal.append('card.tested', { reference: `R${at}` }, at)))
    const entries = await journal.read(1, 100)
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    expect(broken(entries)).toBeUndefined()
  })

  it('shows where an entry was changed, removed, inserted or put elsewhere', async () => {
    const database = await freshDatabase()
    const journal = createJournalStore(database)
    for (let at = 0; at < 5; at += 1) await journal.append('session.ended', { session: `s${at}` }, at)
    const entries = await journal.read(1, 100)
    const [first, second, third, fourth, fifth] = entries
    if (!first || !second || !third || !fourth || !fifth) throw new Error('five entries were written')
    expect(broken([first, { ...second, data: { session: 's9' } }, third])).toBe(1)
    expect(broken([first, { ...second, occurredAt: 99 }, third])).toBe(1)
    expect(broken([first, third, fourth])).toBe(1)
    expect(broken([first, third, second])).toBe(1)
    expect(broken([first, second, { ...second, sequence: 3 }, third])).toBe(2)
  })

  it('keeps its head apart from the order of keys in the data', async () => {
    const database = await freshDatabase()
    const journal = createJournalStore(database)
    await journal.append('terms.accepted', { terms: 't', account: 'a' }, 1)
    const [entry] = await journal.read(1, 1)
    if (entry === undefined) throw new Error('an entry was written')
    const reordered = { ...entry, data: { account: 'a', terms: 't' } }
    expect(broken([reordered])).toBeUndefined()
  })
})
