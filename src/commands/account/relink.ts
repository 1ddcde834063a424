/** `parvis account relink`: cards that wait for a person to say whose they are. */
import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { createAesSealer } from '../../adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../adapters/crypto-random.ts'
import { openConfiguredDatabase } from '../../compose/configured-database.ts'
import { createRelinkDesk, type RelinkCase, type RelinkDesk } from '../../sign-in/relink-decision.ts'
import { createStores, createTransact } from '../../storage/stores.ts'
import { type CommandContext, EXIT, type ExitStatus, type NamedCommand } from '../command.ts'

export const relink: NamedCommand = {
  name: 'relink',
  summary: 'cards that wait to be attached to an account: list, show, approve, refuse',
  subcommands: [
    {
      name: 'list',
      summary: 'requests that wait',
      run: (context) =>
        withDesk(context, async (desk) => {
          const pending = await desk.pending()
          for (const { reference, askedAt, accountId } of pending) {
            context.print(`${reference}  ${new Date(askedAt).toISOString()}  account ${accountId}`)
          }
          context.print(`${pending.length} waiting`)
          return EXIT.done
        }),
    },
    {
      name: 'show',
      summary: 'both certificates of a request side by side',
      configure: (program) => program.argument('<reference>'),
      run: (context, { arguments: [reference = ''] }) =>
        withDesk(context, async (desk) => {
          const opened = await desk.open(reference)
          if (!opened.ok) return context.refuse(opened.failure)
          for (const line of sideBySide(opened.value)) context.print(line)
          return EXIT.done
        }),
    },
    decision('approve', 'approved', 'attach the card to the account'),
    decision('refuse', 'refused', 'leave the card unattached'),
  ],
}

function decision(name: string, verdict: 'approved' | 'refused', summary: string): NamedCommand {
  return {
    name,
    summary,
    configure: (program) => program.argument('<reference>').requiredOption('--why <reason>', 'kept in the journal'),
    run: (context, { arguments: [reference = ''], options }) =>
      withDesk(context, async (desk) => {
        const by = `command line: ${userInfo().username}`
        const decided = await desk.decide(reference, verdict, by, String(options['why']), context.clock.now())
        if (!decided.ok) return context.refuse(decided.failure)
        context.print(`${reference}: ${verdict}`)
        return EXIT.done
      }),
  }
}

function sideBySide({ account, presented, bound, request }: RelinkCase): string[] {
  const rows = [
    ['holder', presented.label, ...bound.map(({ label }) => label)],
    ['given names', presented.givenNames ?? '-', ...bound.map(({ givenNames }) => givenNames ?? '-')],
    ['surname', presented.surname ?? '-', ...bound.map(({ surname }) => surname ?? '-')],
    ['SIREN', presented.siren ?? '-', ...bound.map(({ siren }) => siren ?? '-')],
    ['issuer', presented.issuer, ...bound.map(({ issuer }) => issuer)],
    ['serial', presented.serialNumber, ...bound.map(({ serialNumber }) => serialNumber)],
    ['until', day(presented.notAfter), ...bound.map(({ notAfter }) => day(notAfter))],
    ['status', request.status, ...bound.map(({ status }) => status)],
  ]
  return [
    `${request.reference}: ${account.name} <${account.email}>`,
    `${''.padEnd(14)}${'new card'.padEnd(44)}cards of the account`,
    ...rows.map(([title = '', ...cells]) => title.padEnd(14) + cells.map((cell) => cell.padEnd(44)).join('')),
    ...presented.review.map((concern) => `to look at: ${concern}`),
  ]
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

async function withDesk(context: CommandContext, work: (desk: RelinkDesk) => Promise<ExitStatus>): Promise<ExitStatus> {
  const settings = context.settings()
  if (!settings.ok) return context.refuse(settings.failure)
  const random = createCryptoRandom()
  const { database, close } = await openConfiguredDatabase(settings.value)
  try {
    const sealer = createAesSealer(readFileSync(settings.value.secretKeyFile), random)
    return await work(
      createRelinkDesk(createStores(database, random), createTransact(database, random), sealer, random),
    )
  } finally {
    await close()
  }
}
