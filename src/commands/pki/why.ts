/** `parvis pki why`: what became of a card, in words, and the same judged again from what was kept; nobody is asked. */
import { createCryptoRandom } from '../../adapters/crypto-random.ts'
import { openEvidenceFolder } from '../../adapters/evidence-folder.ts'
import { openConfiguredDatabase } from '../../compose/configured-database.ts'
import { evidenceFolderOf } from '../../compose/evidence-folder.ts'
import { type CardEvidence, type EvidenceFiles, noSuchEvidence } from '../../sign-in/methods/smart-card/evidence.ts'
import { gatherEvidence, replay } from '../../sign-in/methods/smart-card/replay.ts'
import type { Stores } from '../../sign-in/stores.ts'
import { createStores } from '../../storage/stores.ts'
import { type CommandContext, EXIT, type ExitStatus, type Invocation, type NamedCommand } from '../command.ts'
import { instant } from './explanation.ts'
import { exportEvidence } from './export-evidence.ts'
import { describeEvidence, describeReplay, endingOf, whyJson } from './why-explanation.ts'

const SHA256 = /^[0-9a-f]{64}$/
const MOST_LISTED = 50

interface Kept {
  readonly store: Stores['cardEvidence']
  readonly files: EvidenceFiles
}

export const why: NamedCommand = {
  name: 'why',
  summary: 'why a card was accepted or refused, and whether the same is found again from what was kept',
  configure: (program) =>
    program
      .argument(
        '<reference>',
        'that the person reads on the page; or the SHA-256 of a certificate, to list its references',
      )
      .option('--json', 'as one JSON object')
      .option('--export <folder>', 'write certificates, lists and answers there, for parvis pki verify')
      .addHelpText(
        'after',
        '\nEnds with 0 when the same is found again, 1 when it is not, or nothing or not everything is kept.',
      ),
  run: (context, { arguments: [named = ''], options }) =>
    withEvidence(context, async (kept) => {
      if (SHA256.test(named)) return list(context, await kept.store.listOf(named, MOST_LISTED))
      const evidence = await kept.store.find(named.toUpperCase())
      return evidence === undefined ? context.refuse(noSuchEvidence({})) : explain(context, kept, evidence, options)
    }),
}

function list(context: CommandContext, examinations: readonly CardEvidence[]): ExitStatus {
  if (examinations.length === 0) return context.refuse(noSuchEvidence({}))
  for (const evidence of examinations) {
    context.print(`${evidence.reference}  ${instant(evidence.examinedAt)}  ${evidence.purpose}  ${endingOf(evidence)}`)
  }
  return EXIT.done
}

async function explain(
  context: CommandContext,
  { store, files }: Kept,
  evidence: CardEvidence,
  options: Invocation['options'],
): Promise<ExitStatus> {
  const whole = await gatherEvidence(evidence, store, files)
  const replayed = whole.ok ? await replay(whole.value) : undefined
  if (options['json'] === true) {
    context.print(JSON.stringify(whyJson(evidence, whole, replayed), undefined, 2))
  } else {
    for (const line of describeEvidence(evidence, whole)) context.print(line)
    for (const line of replayed === undefined ? [] : describeReplay(replayed)) context.print(line)
  }
  if (!whole.ok) return context.refuse(whole.failure)
  if (options['export'] !== undefined) {
    const command = await exportEvidence(whole.value, String(options['export']))
    context.complain(command)
  }
  return replayed?.same === true ? EXIT.done : EXIT.failed
}

async function withEvidence(context: CommandContext, work: (kept: Kept) => Promise<ExitStatus>): Promise<ExitStatus> {
  const settings = context.settings()
  if (!settings.ok) return context.refuse(settings.failure)
  const { database, close } = await openConfiguredDatabase(settings.value)
  try {
    const store = createStores(database, createCryptoRandom()).cardEvidence
    return await work({ store, files: openEvidenceFolder(evidenceFolderOf(settings.value)) })
  } finally {
    await close()
  }
}
