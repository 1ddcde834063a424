import { join } from 'node:path'
import { openCrlFolder, type StoredCrl } from '../../adapters/crl-folder.ts'
import { crlIndex, parseCrl } from '../../pki/revocation/crl.ts'
import { EXIT, type NamedCommand } from '../command.ts'

export const list: NamedCommand = {
  name: 'list',
  summary: 'the revocation lists on disk: of when, until when, how many entries; ends with status 1 when one has ended',
  configure: (program) => program.option('--json', 'as a JSON array'),
  async run(context, { options }) {
    const settings = context.settings()
    if (!settings.ok) return context.refuse(settings.failure)
    const stored = await openCrlFolder(join(settings.value.dataFolder, 'revocation')).readAll()
    const rows = stored.map((one) => describe(one, context.clock.now()))
    if (options['json'] === true) context.print(JSON.stringify(rows, undefined, 2))
    else {
      for (const { url, state, thisUpdate, nextUpdate, fetched, entries, bytes } of rows) {
        context.print(`${state.padEnd(10)} ${url}`)
        context.print(
          `           of ${thisUpdate}, until ${nextUpdate}, fetched ${fetched}; ${entries} entries, ${bytes} bytes`,
        )
      }
      context.print(`${rows.length} lists`)
    }
    return rows.every(({ state }) => state === 'current') ? EXIT.done : EXIT.failed
  },
}

function describe({ record, der }: StoredCrl, at: number) {
  const facts = { url: record.url, fetched: toText(record.fetchedAt), bytes: der.length }
  const crl = parseCrl(der)
  if (!crl.ok) return { ...facts, state: 'unreadable', thisUpdate: '-', nextUpdate: '-', entries: 0 }
  const { thisUpdateAt, nextUpdateAt } = crl.value
  const index = crlIndex(crl.value)
  const isCurrent = index.ok && nextUpdateAt !== undefined && at <= nextUpdateAt
  return {
    ...facts,
    state: index.ok ? (isCurrent ? 'current' : 'ended') : 'unreadable',
    thisUpdate: toText(thisUpdateAt),
    nextUpdate: nextUpdateAt === undefined ? '-' : toText(nextUpdateAt),
    entries: index.ok ? index.value.count : 0,
  }
}

const toText = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
