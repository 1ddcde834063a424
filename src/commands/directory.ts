/** `parvis directory`: the lawyers that experts look up. */
import { readFileSync, statSync } from 'node:fs'
import { createCryptoRandom } from '../adapters/crypto-random.ts'
import { openConfiguredDatabase } from '../compose/configured-database.ts'
import { lawyersRefused, readLawyers } from '../directory/lawyers-file.ts'
import { parseEmailAddress } from '../mail/address.ts'
import { createLawyerDirectory } from '../storage/lawyers.ts'
import { createStores } from '../storage/stores.ts'
import { type Command, EXIT, type NamedCommand } from './command.ts'

const LONGEST_FILE_BYTES = 64 * 1024 * 1024
/** Statements of an import are larger than those of a login. */
const STATEMENT_MILLISECONDS = 60_000

const importLawyers: NamedCommand = {
  name: 'import',
  summary: 'replace the directory by a CSV file: nom, prenoms, barreau, and perhaps email and telephone',
  configure: (program) => program.argument('<file>', 'UTF-8; columns separated by semicolons, commas or tabs'),
  async run(context, { arguments: [file = ''] }) {
    const settings = context.settings()
    if (!settings.ok) return context.refuse(settings.failure)
    const text = readText(file)
    if (text === undefined) return context.refuse(lawyersRefused({ mistakes: [`${file}: not readable as UTF-8 text`] }))
    const lawyers = readLawyers(text, (address) => parseEmailAddress(address).ok)
    if (!lawyers.ok) return context.refuse(lawyers.failure)

    const random = createCryptoRandom()
    const { database, close } = await openConfiguredDatabase(settings.value, STATEMENT_MILLISECONDS)
    try {
      const at = context.clock.now()
      const edition = Buffer.from(random.bytes(16)).toString('hex')
      await createLawyerDirectory(database).replace(edition, lawyers.value, at)
      const data = { edition, lawyers: lawyers.value.length }
      await createStores(database, random).journal.append('directory.replaced', data, at)
      context.print(`${lawyers.value.length} lawyers imported`)
      return EXIT.done
    } finally {
      await close()
    }
  },
}

function readText(file: string): string | undefined {
  try {
    if (statSync(file).size > LONGEST_FILE_BYTES) return undefined
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch {
    return undefined
  }
}

export const directory: Command = { subcommands: [importLawyers] }
