/** `parvis client protect`: applications behind a proxy that asks Parvis about each request. */
import { hash } from 'node:crypto'
import { userInfo } from 'node:os'
import { createCryptoRandom } from '../../adapters/crypto-random.ts'
import { openConfiguredDatabase } from '../../compose/configured-database.ts'
import type { JournalEvent, JournalStore } from '../../journal/journal.ts'
import type { ProtectedApplicationStore } from '../../protocols/forward-auth/protected-application.ts'
import {
  applicationTaken,
  applicationUnknown,
  readRegistration,
  type Wish,
} from '../../protocols/forward-auth/registration.ts'
import { newSecret } from '../../protocols/forward-auth/ticket.ts'
import { createJournalStore } from '../../storage/journal.ts'
import { createProtectedApplicationStore } from '../../storage/protected-applications.ts'
import { type CommandContext, EXIT, type ExitStatus, type Invocation, type NamedCommand } from '../command.ts'

export const protect: NamedCommand = {
  name: 'protect',
  summary: 'let a proxy in front of an application ask about each request (forward-auth)',
  configure: (program) =>
    program
      .argument('<id>')
      .requiredOption('--origin <origin>', 'as browsers see the application: https://dossiers.example.fr')
      .requiredOption('--name <name>', 'shown to people')
      .option('--profiles <profiles>', 'who may come in, separated by commas; everybody otherwise', list, [])
      .option('--level <level>', 'the weakest login that comes in', 'password-mail')
      .option(
        '--stricter-path <path=level>',
        'a part that asks for more, such as /admin=certificate-hardware',
        gather,
        [],
      )
      .option('--plain-headers', 'also tell the application in headers without a signature')
      .option('--with-secret', 'the proxy proves itself with a secret instead of its address'),
  run: (context, { arguments: [id = ''], options }) =>
    withProtectedApplications(context, async ({ applications, note, portalOrigin }) => {
      const read = readRegistration(wishOf(id, options), portalOrigin)
      if (!read.ok) return context.refuse(read.failure)
      const secret = options['withSecret'] === true ? newSecret(createCryptoRandom()) : undefined
      const addedAt = context.clock.now()
      const added = await applications.add({
        ...read.value,
        secretSha256: secret === undefined ? undefined : hash('sha256', secret),
        addedAt,
      })
      if (!added) return context.refuse(applicationTaken({ id }))
      await note('application.registered', id)
      if (secret !== undefined) context.print(`Secret of its proxy, shown this once: ${secret}`)
      context.print(`${id} is protected. Next: parvis client proxy-config ${id} --for nginx`)
      return EXIT.done
    }),
}

export const unprotect: NamedCommand = {
  name: 'unprotect',
  summary: 'answer no more for an application behind a proxy',
  configure: (program) => program.argument('<id>'),
  run: (context, { arguments: [id = ''] }) =>
    withProtectedApplications(context, async ({ applications, note }) => {
      if (!(await applications.remove(id))) return context.refuse(applicationUnknown({ id }))
      await note('application.removed', id)
      context.print(`${id} is protected no more: its proxy is told no from now on.`)
      return EXIT.done
    }),
}

export const listProtected: NamedCommand = {
  name: 'protected',
  summary: 'the applications behind a proxy',
  run: (context) =>
    withProtectedApplications(context, async ({ applications }) => {
      const all = await applications.list()
      for (const { id, origin, minimumLevel, profiles, secretSha256 } of all) {
        const believed = secretSha256 === undefined ? 'by address' : 'by secret'
        context.print(
          `${id.padEnd(24)}${origin.padEnd(48)}${believed}  ${minimumLevel}  ${profiles?.join(',') ?? 'all'}`,
        )
      }
      context.print(`${all.length} protected`)
      return EXIT.done
    }),
}

interface Within {
  readonly applications: ProtectedApplicationStore
  readonly portalOrigin: string
  note(event: JournalEvent, application: string): Promise<void>
}

export async function withProtectedApplications(
  context: CommandContext,
  work: (within: Within) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  const settings = context.settings()
  if (!settings.ok) return context.refuse(settings.failure)
  const { database, close } = await openConfiguredDatabase(settings.value)
  try {
    const journal: JournalStore = createJournalStore(database)
    return await work({
      applications: createProtectedApplicationStore(database),
      portalOrigin: settings.value.portal.origin,
      note: (event, application) =>
        journal.append(event, { application, by: `command line: ${userInfo().username}` }, context.clock.now()),
    })
  } finally {
    await close()
  }
}

function wishOf(id: string, options: Invocation['options']): Wish {
  return {
    id,
    name: String(options['name']),
    origin: String(options['origin']),
    profiles: texts(options['profiles']),
    level: String(options['level']),
    stricterPaths: texts(options['stricterPath']),
    plainHeaders: options['plainHeaders'] === true,
  }
}

const texts = (value: Invocation['options'][string]): readonly string[] => (Array.isArray(value) ? value : [])
const list = (text: string): readonly string[] => text.split(',').map((part) => part.trim())
const gather = (text: string, before: readonly string[]): readonly string[] => [...before, text]
