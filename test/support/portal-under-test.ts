/** The whole service as it is composed, in this process: real ports, real TLS, real mail, and a clock that tests move. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { generatePki } from '../../certs-test/generate.ts'
import type { TestPki } from '../../certs-test/pki.ts'
import { startPkiServer } from '../../certs-test/server.ts'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import { furnishFolder } from '../../src/commands/demo/furnish-folder.ts'
import { catchMails } from '../../src/commands/demo/mailbox/catch-mails.ts'
import { type CaughtMail, rememberMails } from '../../src/commands/demo/mailbox/caught-mails.ts'
import { openConfiguredDatabase } from '../../src/compose/configured-database.ts'
import { compose } from '../../src/compose.ts'
import { loadSettings } from '../../src/settings/load.ts'
import type { Settings } from '../../src/settings/schema.ts'
import type { Stores } from '../../src/sign-in/stores.ts'
import { migrate } from '../../src/storage/migrate.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createStores } from '../../src/storage/stores.ts'
import { type Browser, type BrowserOptions, createBrowser } from './browser-client.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { freePort } from './server-process.ts'
import { createTestPeople, type TestPeople } from './test-people.ts'

export interface PortalUnderTest {
  readonly clock: ManualClock
  readonly settings: Settings
  readonly origin: string
  readonly cardOrigin: string
  readonly pki: TestPki
  readonly people: TestPeople
  /** A second opening of the same database, as of another process. */
  readonly database: Database
  readonly stores: Stores
  /** Each browser comes from a network address of its own, and has its own cookies. */
  browser(options?: Partial<BrowserOptions>): Browser
  readonly mail: MailServer
  /** Every line logged so far. */
  readonly log: readonly string[]
  /** Stops the service and composes it again over the same folder. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface MailServer {
  /** Newest first. */
  to(email: string): readonly CaughtMail[]
  /** Refuses connections from now on. */
  die(): Promise<void>
  comeBack(): Promise<void>
}

export interface PortalOptions {
  readonly clock?: ManualClock
  /** URL of another database than a SQLite file of its own. */
  readonly database?: string
  /** URL of Redis, instead of the database. */
  readonly ephemeral?: string
  /** Names of people and recipes of certs-test; none by default. */
  readonly cards?: readonly string[]
  /** Settings as in the environment. */
  readonly env?: Readonly<Record<string, string>>
}

export async function startPortal(options: PortalOptions = {}): Promise<PortalUnderTest> {
  // TLS clients look at the clock of the machine: the tests begin now.
  const { clock = createManualClock(Date.now()), cards = [] } = options
  const folder = mkdtempSync(join(tmpdir(), 'parvis-portal-'))
  const authority = await startPkiServer({ clock })
  const pki = await generatePki({
    folder: join(folder, 'pki'),
    at: clock.now(),
    baseUrl: authority.baseUrl,
    keys: 'quick',
    cards,
  })
  authority.publish(pki)
  const { smtpPort, ...mail } = await startMailServer(clock)
  const settings = await settingsOf(folder, smtpPort, Number(new URL(authority.baseUrl).port), options)
  mkdirSync(join(folder, 'tls'), { recursive: true })
  await furnishFolder(settings, pki, clock.now())

  const log: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line) => void log.push(line) })
  const open = async () => {
    const service = await compose(settings, { clock, logger })
    await service.start()
    return service
  }
  const { database, close } = await openConfiguredDatabase(settings)
  await migrate(database, clock.now())
  const stores = createStores(database, createCryptoRandom())
  const people = await createTestPeople(stores, pki, clock)
  let service = await open()

  const browsers: Browser[] = []
  return {
    clock,
    settings,
    origin: settings.portal.origin,
    cardOrigin: settings.card.origin,
    pki,
    people,
    database,
    stores,
    mail,
    log,
    browser(wanted) {
      const browser = createBrowser({
        origin: settings.portal.origin,
        authority: readFileSync(pki.caPath),
        localAddress: addressOf(browsers.length),
        ...wanted,
      })
      browsers.push(browser)
      return browser
    },
    async restart() {
      for (const browser of browsers) browser.close()
      await service.stop()
      service = await open()
    },
    async stop() {
      for (const browser of browsers) browser.close()
      await service.stop()
      await close()
      await Promise.all([authority.stop(), mail.die()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Of 127.0.0.0/8, all of which is this machine (RFC 1122 §3.2.1.3). */
const addressOf = (index: number): string => `127.${1 + (index >> 15)}.${(index >> 7) & 0xff}.${1 + (index & 0x7f)}`

async function settingsOf(folder: string, smtpPort: number, authorityPort: number, options: PortalOptions) {
  const [portal, card, management] = [await freePort(), await freePort(), await freePort()]
  const read = loadSettings({
    PARVIS_MODE: 'demo',
    PARVIS_DATA_FOLDER: folder,
    PARVIS_PORTAL_ORIGIN: `https://localhost:${portal}`,
    PARVIS_PORTAL_PORT: String(portal),
    PARVIS_CARD_ORIGIN: `https://carte.localhost:${card}`,
    PARVIS_CARD_PORT: String(card),
    PARVIS_MANAGEMENT_PORT: String(management),
    PARVIS_MAIL_SMTP: `smtp://localhost:${smtpPort}`,
    PARVIS_DEMO_AUTHORITY_PORT: String(authorityPort),
    ...(options.database === undefined ? {} : { PARVIS_DATABASE_URL: options.database }),
    ...(options.ephemeral === undefined ? {} : { PARVIS_EPHEMERAL_URL: options.ephemeral }),
    ...options.env,
  })
  if (!read.ok) throw new Error(read.failure.explanation)
  return read.value
}

async function startMailServer(clock: ManualClock): Promise<MailServer & { readonly smtpPort: number }> {
  const mails = rememberMails(2_000)
  let server: Awaited<ReturnType<typeof catchMails>> | undefined = await catchMails(0, mails, clock)
  const smtpPort = server.port
  return {
    smtpPort,
    to: (email) => mails.list(email),
    async die() {
      await server?.close()
      server = undefined
    },
    async comeBack() {
      server ??= await catchMails(smtpPort, mails, clock)
    },
  }
}
