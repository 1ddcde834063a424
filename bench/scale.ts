/**
 * A full house: what a login, a list of cases and a case take with 1 000 accounts and with 1 000 000 accounts and 200 000
 * cases, on SQLite and on a PostgreSQL started for it, through the real service over TLS. Build first, then run it with
 * `node bench/scale.ts [accounts]`.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { SMTPServer } from 'smtp-server'
import { generatePki } from '../certs-test/generate.ts'
import type { TestPki } from '../certs-test/pki.ts'
import { createArgon2Hasher } from '../src/adapters/argon2-hasher.ts'
import { furnishFolder } from '../src/commands/demo/furnish-folder.ts'
import { openConfiguredDatabase } from '../src/compose/configured-database.ts'
import { loadSettings } from '../src/settings/load.ts'
import type { Settings } from '../src/settings/schema.ts'
import { migrate } from '../src/storage/migrate.ts'
import type { Database } from '../src/storage/schema.ts'
import { createBrowser } from '../test/support/browser-client.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { freePort } from '../test/support/server-process.ts'

const [, , last = '1000000'] = process.argv
const SIZES = [1_000, Number(last)]
const LOGINS = 60
const WARM_UP = 10
const PASSWORD = 'bateau lune horloge verte'
const PEOPLE_PER_CASE = 5

const now = Date.now()
const hash = await createArgon2Hasher().hash(PASSWORD)
const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0

/** Person i takes part in case i / 5, and everybody has accepted the terms. */
async function fill(database: Database, accounts: number): Promise<void> {
  const cases = Math.ceil(accounts / PEOPLE_PER_CASE)
  const from = (rows: number) =>
    sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${sql.lit(rows - 1)})`
  const insert = (table: string, columns: string, rows: number, values: RawBuilder<unknown>) =>
    sql`insert into ${sql.table(table)} (${sql.raw(columns)}) ${from(rows)} select ${values} from n`.execute(database)

  await insert(
    'account',
    'id, email, email_key, given_names, surname, status, locale, created_at',
    accounts,
    sql.raw(
      `'a' || i, 'p' || i || '@parties.test', 'p' || i || '@parties.test', 'Alix', 'N' || i, 'active', 'fr', ${now}`,
    ),
  )
  await insert(
    'account_profile',
    'account_id, profile, granted_at',
    accounts,
    sql.raw(`'a' || i, 'intervenant-de-partie', ${now}`),
  )
  await insert(
    'password',
    'account_id, hash, kind, expires_at, changed_at',
    accounts,
    sql`'a' || i, ${sql.lit(hash)}, 'chosen', null, ${sql.lit(now)}`,
  )
  await insert(
    'expertise',
    'id, reference, title, court, opened_by, opened_at',
    cases,
    sql.raw(`'e' || i, '26/' || i, 'Désordres ' || i, 'Cour d''appel de Bourges', 'a0', ${now}`),
  )
  await insert(
    'participant',
    'id, expertise_id, account_id, profile, status, invited_by, invited_at',
    accounts,
    sql.raw(`'p' || i, 'e' || (i / ${PEOPLE_PER_CASE}), 'a' || i, 'intervenant-de-partie', 'active', 'a0', ${now}`),
  )
  await database
    .insertInto('terms_version')
    .values({
      id: 't1',
      label: '1',
      audience: '["intervenant-de-partie"]',
      effective_at: now,
      kind: 'major',
      sha256: '00',
      pdf_base64: '',
      published_at: now,
    })
    .execute()
  await insert(
    'terms_acceptance',
    'id, account_id, terms_id, terms_sha256, profile, method, accepted_at',
    accounts,
    sql.raw(`'t' || i, 'a' || i, 't1', '00', 'intervenant-de-partie', 'email-code', ${now}`),
  )
  await sql`analyze`.execute(database)
}

/** Codes by address, as they arrive. */
async function catchCodes(port: number): Promise<{ readonly codes: Map<string, string>; close(): void }> {
  const codes = new Map<string, string>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        const code = /^\s*(\d{6})\s*$/m.exec(text)?.[1]
        for (const { address } of session.envelope.rcptTo) if (code !== undefined) codes.set(address, code)
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { codes, close: () => void server.close() }
}

async function startService(settings: Settings, environment: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['dist/src/main.js', 'serve'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let tries = 0; tries < 200; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${settings.management.port}/readyz`).catch(() => undefined)
    if (ready?.ok === true) return child
    await delay(50)
  }
  throw new Error('the service did not start')
}

async function measure(databaseUrl: string, accounts: number, folder: string): Promise<Record<string, number>> {
  const [portal, card, management, smtp] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const environment = {
    PARVIS_MODE: 'demo',
    PARVIS_LOG_LEVEL: 'error',
    PARVIS_DATA_FOLDER: folder,
    PARVIS_PORTAL_ORIGIN: `https://localhost:${portal}`,
    PARVIS_PORTAL_PORT: String(portal),
    PARVIS_CARD_ORIGIN: `https://carte.localhost:${card}`,
    PARVIS_CARD_PORT: String(card),
    PARVIS_MANAGEMENT_PORT: String(management),
    PARVIS_MAIL_SMTP: `smtp://127.0.0.1:${smtp}`,
    PARVIS_DATABASE_URL: databaseUrl,
  }
  const read = loadSettings(environment)
  if (!read.ok) throw new Error(read.failure.explanation)
  const settings = read.value
  const pki: TestPki = await generatePki({
    folder: join(folder, 'pki'),
    at: now,
    baseUrl: 'http://127.0.0.1:9',
    keys: 'quick',
    cards: [],
  })
  mkdirSync(join(folder, 'tls'), { recursive: true })
  await furnishFolder(settings, pki, now)

  const { database, close } = await openConfiguredDatabase(settings, 30 * 60_000)
  await migrate(database, now)
  const startedAt = performance.now()
  await fill(database, accounts)
  await close()
  const loadedSeconds = (performance.now() - startedAt) / 1000

  const { codes, close: stopMail } = await catchCodes(smtp)
  const service = await startService(settings, environment)
  const times: Record<string, number[]> = { password: [], code: [], 'case list': [], case: [] }
  const timed = async <Result>(name: string, counts: boolean, work: () => Promise<Result>): Promise<Result> => {
    const from = performance.now()
    const result = await work()
    if (counts) times[name]?.push(performance.now() - from)
    return result
  }
  const authority = readFileSync(pki.caPath)
  try {
    await walk()
  } finally {
    service.kill('SIGTERM')
    stopMail()
  }
  return {
    'load (s)': loadedSeconds,
    ...Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])),
  }

  async function walk(): Promise<void> {
    for (let index = 0; index < WARM_UP + LOGINS; index += 1) {
      const counts = index >= WARM_UP
      const person = `p${Math.floor(((index + 0.5) * accounts) / (WARM_UP + LOGINS))}@parties.test`
      const browser = createBrowser({ origin: settings.portal.origin, authority, localAddress: `127.0.1.${index + 1}` })
      const fields = { email: person, 'mot-de-passe': PASSWORD, profil: 'intervenant-de-partie' }
      const asked = await timed('password', counts, () => browser.post('/connexion/email', fields))
      const tentative = new URL(asked.location, settings.portal.origin).searchParams.get('tentative') ?? ''
      for (let wait = 0; !codes.has(person) && wait < 200; wait += 1) await delay(10)
      const code = codes.get(person) ?? ''
      const landing = await timed('code', counts, () => browser.post('/connexion/code', { tentative, code }))
      if (!landing.location.startsWith('/expertises/')) throw new Error(`no login: ${landing.status} ${landing.title}`)
      await timed('case', counts, () => browser.get(landing.location))
      await timed('case list', counts, () => browser.get('/expertises'))
      browser.close()
    }
  }
}

const postgres = await startPostgres()
const engines: readonly (readonly [string, (folder: string, size: number) => string])[] = [
  ['SQLite', (folder) => `sqlite:${join(folder, 'parvis.sqlite')}`],
  [
    'PostgreSQL',
    (_, size) => `${postgres.url}${postgres.url.includes('?') ? '&' : '?'}options=-csearch_path%3Dsize${size}`,
  ],
]
try {
  for (const [engine, urlOf] of engines) {
    const results: Record<string, number>[] = []
    for (const size of SIZES) {
      const folder = mkdtempSync(join(tmpdir(), 'parvis-scale-'))
      if (engine === 'PostgreSQL') await createSchema(postgres.url, `size${size}`)
      results.push(await measure(urlOf(folder, size), size, folder))
      rmSync(folder, { recursive: true, force: true })
    }
    const [small = {}, large = {}] = results
    console.log(`\n${engine}: medians in milliseconds over ${LOGINS} logins`)
    console.log(`${''.padEnd(12)}${SIZES.map((size) => String(size).padStart(12)).join('')}${'ratio'.padStart(8)}`)
    for (const name of Object.keys(small)) {
      const [few, many] = [small[name] ?? 0, large[name] ?? 0]
      console.log(
        `${name.padEnd(12)}${few.toFixed(1).padStart(12)}${many.toFixed(1).padStart(12)}${(many / few).toFixed(2).padStart(8)}`,
      )
    }
  }
} finally {
  await postgres.stop()
}

async function createSchema(url: string, name: string): Promise<void> {
  const { openPostgres } = await import('../src/adapters/postgres.ts')
  const { database, close } = openPostgres(url)
  await sql`create schema ${sql.ref(name)}`.execute(database)
  await close()
}
