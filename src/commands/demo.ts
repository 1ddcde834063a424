/** `parvis demo`: everything on this machine, with invented people; what it makes is kept for the next time. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { generatePki } from '../../certs-test/generate.ts'
import { startPkiServer } from '../../certs-test/server.ts'
import { compose } from '../compose.ts'
import { loadSettings } from '../settings/load.ts'
import type { Settings } from '../settings/schema.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'
import { announce } from './demo/announce.ts'
import { startApplications } from './demo/applications.ts'
import { describeDemo } from './demo/description.ts'
import { furnishFolder } from './demo/furnish-folder.ts'
import { startMailbox } from './demo/mailbox/mailbox.ts'
import { seed } from './demo/seed.ts'

export const demo: Command = {
  async run(context) {
    const settings = loadSettings({ ...context.env, PARVIS_MODE: 'demo' })
    if (!settings.ok) return context.refuse(settings.failure)
    const folder = prepare(settings.value, context)
    if (folder === undefined) return EXIT.failed
    const stop = context.stopRequested()
    const running = await start(settings.value, folder, context)
    await stop
    await running.stop()
    return EXIT.done
  },
}

function prepare({ dataFolder }: Settings, context: CommandContext): string | undefined {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    mkdirSync(join(dataFolder, 'tls'), { recursive: true, mode: 0o700 })
    return dataFolder
  } catch (error) {
    context.complain(`parvis: the demo cannot write to ${dataFolder} (${(error as Error).message}).`)
    context.complain('Make that folder writable, or name another one in PARVIS_DATA_FOLDER.')
    return undefined
  }
}

async function start(settings: Settings, folder: string, { clock, print, env }: CommandContext) {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const each of stops.reverse()) await each()
  }
  try {
    const authority = await startPkiServer({ clock, port: settings.demo.authorityPort }).catch((cause: Error) => {
      const port = settings.demo.authorityPort
      const hint = 'is the demo running already? Stop it, or set PARVIS_DEMO_AUTHORITY_PORT to a free port.'
      throw new Error(`the demo's certification authority cannot listen on 127.0.0.1:${port}: ${hint}`, { cause })
    })
    stops.push(() => authority.stop())
    const pki = await generatePki({ folder: join(folder, 'pki'), at: clock.now(), baseUrl: authority.baseUrl })
    authority.publish(pki)
    const mailbox = await startMailbox({ smtpPort: smtpPortOf(settings), httpPort: settings.demo.mailboxPort, clock })
    stops.push(() => mailbox.stop())

    await furnishFolder(settings, pki, clock.now())
    const people = await seed(settings, pki, clock)
    const logger = pino({ level: env['PARVIS_LOG_LEVEL'] ?? 'warn' })
    const service = await compose(settings, { clock, logger })
    stops.push(() => service.stop())
    await service.start()
    const applications = await startApplications(settings, pki, clock.now())
    stops.push(() => applications.stop())

    const description = describeDemo(settings, pki, people, mailbox.url, applications.links)
    description.write(join(folder, 'demo.json'))
    announce(description, print)
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const smtpPortOf = ({ mail }: Settings): number => Number(new URL(mail.smtp[0] ?? 'smtp://localhost:1025').port)
