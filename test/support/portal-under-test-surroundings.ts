/** What stands around a portal in a test: its folder, test authorities, mail, people and browsers; everything but itself. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generatePki } from '../../certs-test/generate.ts'
import type { TestPki } from '../../certs-test/pki.ts'
import { startPkiServer } from '../../certs-test/server.ts'
import { createCryptoRandom } from '../../src/adapters/crypto-random.ts'
import { furnishFolder } from '../../src/commands/demo/furnish-folder.ts'
import { catchMails } from '../../src/commands/demo/mailbox/catch-mails.ts'
import { type CaughtMail, rememberMails } from '../../src/commands/demo/mailbox/caught-mails.ts'
import { openConfiguredDatabase } from '../../src/compose/configured-database.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { loadSettings } from '../../src/settings/load.ts'
import type { Settings } from '../../src/settings/schema.ts'
import type { Stores } from '../../src/sign-in/stores.ts'
import { migrate } from '../../src/storage/migrate.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createStores } from '../../src/storage/stores.ts'
import { type Browser, type BrowserOptions, createBrowser } from './browser-client.ts'
import { freePort } from './server-process.ts'
import { createTestPeople, type TestPeople } from './test-people.ts'

export interface PortalSurroundings {
  readonly settings: Settings
  /** The same settings as the environment of a process. */
  readonly env: Readonly<Record<string, string>>
  readonly origin: string
  readonly cardOrigin: string
  readonly pki: TestPki
  readonly people: TestPeople
  /** An opening of the portal's database, as of another process. */
  readonly database: Database
  readonly stores: Stores
  /** Each browser comes from a network address of its own, and has its own cookies. */
  browser(options?: Partial<BrowserOptions>): Browser
  readonly mail: MailServer
}

export interface MailServer {
  /** Newest first. */
  to(email: string): readonly CaughtMail[]
  /** Refuses connections from now on. */
  die(): Promise<void>
  comeBack(): Promise<void>
}

export interface PortalOptions {
  /** URL of another database than a SQLite file of its own. */
  readonly database?: string
  /** URL of Redis, instead of the database. */
  readonly ephemeral?: string
  /** Names of people and recipes of certs-test; none by default. */
  readonly cards?: readonly string[]
  /** Settings as in the environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface FurnishedPortal extends PortalSurroundings {
  /** Ends the connections that browsers keep open. */
  hangUp(): void
  remove(): Promise<void>
}

export async function furnishPortal(clock: Clock, options: PortalOptions): Promise<FurnishedPortal> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-portal-'))
  const authority = await startPkiServer({ clock })
  const making = { at: clock.now(), baseUrl: authority.baseUrl, keys: 'quick', cards: options.cards ?? [] } as const
  const pki = await generatePki({ folder: join(folder, 'pki'), ...making })
  authority.publish(pki)
  const { smtpPort, ...mail } = await startMailServer(clock)
  const env = await environment(folder, smtpPort, Number(new URL(authority.baseUrl).port), options)
  const settings = loadSettings(env)
  if (!settings.ok) throw new Error(settings.failure.explanation)
  mkdirSync(join(folder, 'tls'), { recursive: true })
  await furnishFolder(settings.value, pki, clock.now())

  const { database, close } = await openConfiguredDatabase(settings.value)
  await migrate(database, clock.now())
  const stores = createStores(database, createCryptoRandom())
  const people = await createTestPeople(stores, pki, clock)
  const { portal, card } = settings.value

  const browsers: Browser[] = []
  const hangUp = () => {
    for (const browser of browsers) browser.close()
  }
  return {
    settings: settings.value,
    env,
    origin: portal.origin,
    cardOrigin: card.origin,
    pki,
    people,
    database,
    stores,
    mail,
    browser(wanted) {
      const usual = {
        origin: portal.origin,
        authority: readFileSync(pki.caPath),
        localAddress: addressOf(browsers.length),
      }
      const browser = createBrowser({ ...usual, ...wanted })
      browsers.push(browser)
      return browser
    },
    hangUp,
    async remove() {
      hangUp()
      await close()
      await Promise.all([authority.stop(), mail.die()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Of 127.0.0.0/8, all of which is this machine (RFC 1122 §3.2.1.3). */
const addressOf = (index: number): string => `127.${1 + (index >> 15)}.${(index >> 7) & 0xff}.${1 + (index & 0x7f)}`

async function environment(folder: string, smtpPort: number, authorityPort: number, options: PortalOptions) {
  const [portal, card, management] = [await freePort(), await freePort(), await freePort()]
  return {
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
  }
}

async function startMailServer(clock: Clock): Promise<MailServer & { readonly smtpPort: number }> {
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
