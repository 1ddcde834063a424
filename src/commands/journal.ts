/** `parvis journal`: read it, look a reference up, prove that nobody changed it. */
import { createCryptoRandom } from '../adapters/crypto-random.ts'
import { openConfiguredDatabase } from '../compose/configured-database.ts'
import { createChainCheck, type JournalEntry, type JournalStore } from '../journal/journal.ts'
import { createStores } from '../storage/stores.ts'
import { type Command, type CommandContext, EXIT, type ExitStatus } from './command.ts'

const PAGE = 1_000

export const journal: Command = {
  subcommands: [
    {
      name: 'show',
      summary: 'entries, oldest first; JSON, one a line',
      configure: (program) =>
        program
          .option('--reference <reference>', 'only what happened under this reference')
          .option('--event <event>', 'only this event')
          .option('--from <sequence>', 'from this entry on', '1'),
      run: (context, { options }) =>
        withJournal(context, async (store) => {
          const { reference, event, from } = options
          for await (const entry of everyEntry(store, Number(from) || 1)) {
            if (reference !== undefined && entry.data['reference'] !== reference) continue
            if (event !== undefined && entry.event !== event) continue
            const { sequence, occurredAt, data } = entry
            context.print(
              JSON.stringify({ sequence, at: new Date(occurredAt).toISOString(), event: entry.event, ...data }),
            )
          }
          return EXIT.done
        }),
    },
    {
      name: 'verify',
      summary: 'recompute the chain of hashes from the first entry to the last',
      configure: (program) =>
        program.option('--head <hash>', 'a head that was kept elsewhere: it must be in the chain'),
      run: (context, { options }) =>
        withJournal(context, async (store) => {
          const chain = createChainCheck()
          let headSeen = options['head'] === undefined
          for await (const entry of everyEntry(store, 1)) {
            if (!chain.accepts(entry)) {
              context.complain(`parvis: the journal was changed at entry ${chain.length + 1}`)
              return EXIT.failed
            }
            headSeen ||= entry.hash === options['head']
          }
          if (!headSeen) {
            context.complain('parvis: the head that was kept elsewhere is not in the journal: entries were cut off')
            return EXIT.failed
          }
          context.print(`${chain.length} entries, unbroken; head ${chain.head}`)
          return EXIT.done
        }),
    },
  ],
}

async function* everyEntry(store: JournalStore, from: number): AsyncGenerator<JournalEntry> {
  for (let next = from; ; ) {
    const entries = await store.read(next, PAGE)
    yield* entries
    const last = entries.at(-1)
    if (last === undefined) return
    next = last.sequence + 1
  }
}

async function withJournal(
  context: CommandContext,
  work: (store: JournalStore) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const settings = context.settings()
  if (!settings.ok) return context.refuse(settings.failure)
  const { database, close } = await openConfiguredDatabase(settings.value)
  try {
    return await work(createStores(database, createCryptoRandom()).journal)
  } finally {
    await close()
  }
}
