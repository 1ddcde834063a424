/** What the commands about trust work with: the files of the folder, and a journal where there is one. */
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { readTrustFolder, type TrustFile } from '../../adapters/trust-folder.ts'
import { openConfiguredDatabase } from '../../compose/configured-database.ts'
import type { JournalEvent } from '../../journal/journal.ts'
import type { Settings } from '../../settings/schema.ts'
import { createJournalStore } from '../../storage/journal.ts'
import { type CommandContext, EXIT, type ExitStatus, type Invocation, type NamedCommand } from '../command.ts'

export interface TrustDesk {
  readonly folder: string
  readonly files: readonly TrustFile[]
  /** How many people must approve what a trusted list proposes. */
  readonly approvals: Settings['trust']['approvals']
  /** Writes down who does it: before it is done, so that nothing is done unwritten. */
  note(event: JournalEvent, data: Readonly<Record<string, string | number>>): Promise<void>
}

export const folderOption: NonNullable<NamedCommand['configure']> = (program) =>
  program.option('--folder <folder>', 'the trust folder, when it is not that of the settings')

/**
 * An installation that has no authority yet has no acceptable settings either: then --folder, or PARVIS_TRUST_FOLDER
 * alone, says where to begin, and nothing is journalled.
 */
export async function withTrust(
  context: CommandContext,
  { options }: Invocation,
  work: (desk: TrustDesk) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const settings = context.settings()
  const known = settings.ok ? settings.value.trust.folder : context.env['PARVIS_TRUST_FOLDER']
  const folder = typeof options['folder'] === 'string' ? options['folder'] : known
  if (folder === undefined) {
    context.complain('parvis trust: name the folder in PARVIS_TRUST_FOLDER, or with --folder')
    return EXIT.usage
  }
  return work({
    folder,
    files: existsSync(folder) ? readTrustFolder(folder) : [],
    approvals: settings.ok ? settings.value.trust.approvals : 'two-persons',
    async note(event, data) {
      if (!settings.ok) return context.complain('parvis trust: not journalled: the settings are not acceptable yet')
      const { database, close } = await openConfiguredDatabase(settings.value)
      try {
        const by = `command line: ${userInfo().username}`
        await createJournalStore(database).append(event, { ...data, by }, context.clock.now())
      } finally {
        await close()
      }
    },
  })
}
