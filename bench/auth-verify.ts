/**
 * What an answer of `/auth/verify` costs beside a bare 200 of node:http, and how soon a session that ended in one process is
 * refused by two others. Each contender is a process of its own, measured in turns by the processor time that it takes for
 * itself. Must hold: at most 2.5 times the bare 200, and no later than a second. `node bench/auth-verify.ts [requests]`
 */
import { type ChildProcess, fork } from 'node:child_process'
import { hash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createAesSealer } from '../src/adapters/aes-sealer.ts'
import { createCryptoRandom } from '../src/adapters/crypto-random.ts'
import { createSqlEphemeralStore } from '../src/adapters/sql-ephemeral-store.ts'
import { openSqlite } from '../src/adapters/sqlite.ts'
import { createSystemClock } from '../src/adapters/system-clock.ts'
import { openForwardAuth } from '../src/compose/forward-auth.ts'
import { openSigningKeys } from '../src/compose/signing-keys.ts'
import { loadSettings } from '../src/settings/load.ts'
import { createApplicationSessionStore } from '../src/storage/application-sessions.ts'
import { migrate } from '../src/storage/migrate.ts'
import { createProtectedApplicationStore } from '../src/storage/protected-applications.ts'
import { createStores } from '../src/storage/stores.ts'

const MOST_TIMES_RAW = 2.5
const MOST_MILLISECONDS = 1_000
const ROUNDS = 3
const CONNECTIONS = 32
const REVOCATIONS = 10
const HOST = 'dossiers.example.fr'
const SEALING_KEY = Buffer.alloc(32, 7)

const random = createCryptoRandom()
const clock = createSystemClock()

/** In a process of its own: a bare 200, or the answer to a proxy. */
async function serve(contender: string, file: string): Promise<void> {
  const listener = contender === 'raw' ? bare : await verifying(file)
  const server = createServer({ keepAliveTimeout: 60_000 }, listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  let before = process.cpuUsage()
  process.on('message', (message) => {
    if (message === 'begin') before = process.cpuUsage()
    else {
      const { user, system } = process.cpuUsage(before)
      process.send?.({ microseconds: user + system })
    }
  })
  process.send?.({ port: (server.address() as AddressInfo).port })
}

function bare(_request: unknown, response: Parameters<RequestListener>[1]): void {
  response.writeHead(200, { 'Content-Length': '0' }).end()
}

async function verifying(file: string): Promise<RequestListener> {
  const { database } = openSqlite(file)
  const sealer = createAesSealer(SEALING_KEY, random)
  const settings = loadSettings({ PARVIS_MODE: 'demo', PARVIS_TRUSTED_PROXIES: '127.0.0.1' })
  if (!settings.ok) throw new Error(settings.failure.explanation)
  const keys = openSigningKeys(database, sealer, clock, console.error)
  await keys.start()
  const forwardAuth = openForwardAuth(settings.value, {
    database,
    stores: createStores(database, random),
    ephemeral: createSqlEphemeralStore(database, clock),
    keys: keys.ring,
    sealer,
    random,
    clock,
    report: console.error,
  })
  return (request, response) => void forwardAuth.answer(request, response)
}

async function measure(requests: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'))
  const file = join(folder, 'parvis.sqlite')
  const { database, close } = openSqlite(file)
  await migrate(database)
  const stores = createStores(database, random)
  const applicationSessions = createApplicationSessionStore(database)
  await createProtectedApplicationStore(database).add({
    id: 'dossiers',
    name: 'Dossiers',
    origin: `https://${HOST}`,
    profiles: undefined,
    minimumLevel: 'password-mail',
    stricterPaths: [{ prefix: '/admin', minimumLevel: 'certificate-software', profiles: undefined }],
    plainHeaders: false,
    secretSha256: undefined,
    addedAt: 0,
  })
  const people = await Promise.all(Array.from({ length: 200 }, (_, index) => newSession(index)))

  async function newSession(index: number) {
    const at = clock.now()
    const [id, handle, cookie] = [`a${index}`, `s${index}`, randomBytes(32).toString('base64url')]
    const names = { givenNames: 'Camille', surname: `ESSAI ${index}` }
    const email = `essai-${index}@parties.test`
    await stores.accounts.create({ id, email, emailKey: email, ...names, profiles: ['intervenant-de-partie'] }, at)
    await stores.sessions.open({
      idHash: hash('sha256', handle),
      handle,
      accountId: id,
      profile: 'intervenant-de-partie',
      method: 'email-code',
      assurance: 'password-mail',
      certificateBindingId: undefined,
      entryExpertiseId: undefined,
      userAgent: '',
      authenticatedAt: at,
      lastSeenAt: at,
      expiresAt: at + 3_600_000,
      endedAt: undefined,
    })
    await applicationSessions.open(hash('sha256', cookie), { applicationId: 'dossiers', sessionHandle: handle }, at)
    return { handle, cookie, accountId: id }
  }

  const [raw, first, second] = [await start('raw', file), await start('verify', file), await start('verify', file)]
  const one = people.slice(0, 1).map(question)
  const many = people.map(question)
  const rows = [
    { name: 'bare 200 of node:http', contender: raw, questions: many },
    { name: '/auth/verify, 200 people', contender: first, questions: many },
    { name: '/auth/verify, one person', contender: first, questions: one },
  ]
  const least = new Map<string, number>()
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, contender, questions } of rows) {
      const cost = await cpuPerAnswer(contender, questions, requests)
      // The first round warms up.
      if (round > 0) least.set(name, Math.min(cost, least.get(name) ?? Number.POSITIVE_INFINITY))
    }
  }
  const bareCost = least.get(rows[0]?.name ?? '') ?? 0
  let held = true
  for (const [name, cost] of least) {
    const times = cost / bareCost
    held &&= times <= MOST_TIMES_RAW
    console.log(
      `${name.padEnd(28)}${cost.toFixed(1).padStart(7)} µs of processor time   ${Math.round(1e6 / cost)}/s on one core   ${times.toFixed(2)} times the bare 200`,
    )
  }

  const delays: number[] = []
  for (const { cookie, accountId } of people.slice(0, REVOCATIONS)) {
    const asked = question({ cookie })
    await Promise.all([first, second].map(({ port }) => answerOf(port, asked)))
    const startedAt = performance.now()
    await stores.sessions.endAllOf(accountId, 'revoked', clock.now())
    const refusedAfter = async (port: number) => {
      while ((await answerOf(port, asked)) !== 401) {
        /* until it is refused */
      }
      return performance.now() - startedAt
    }
    delays.push(...(await Promise.all([first, second].map(({ port }) => refusedAfter(port)))))
  }
  const slowest = Math.max(...delays)
  held &&= slowest <= MOST_MILLISECONDS
  console.log(
    `a session that ended elsewhere is refused after ${Math.round(slowest)} ms at the latest (${delays.length} tries)`,
  )
  console.log(held ? 'holds' : `does not hold: ${MOST_TIMES_RAW} times, ${MOST_MILLISECONDS} ms`)
  process.exitCode = held ? 0 : 1
  for (const { child } of [raw, first, second]) child.kill()
  await close()
  rmSync(folder, { recursive: true, force: true })
}

interface Contender {
  readonly child: ChildProcess
  readonly port: number
}

async function start(contender: string, file: string): Promise<Contender> {
  const child = fork(import.meta.filename, [contender, file])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { child, port }
}

/** As nginx asks, with what a browser sends along. */
const question = ({ cookie }: { readonly cookie: string }): Buffer =>
  Buffer.from(
    [
      'GET /auth/verify?redirect=header HTTP/1.1',
      'X-Original-Method: GET',
      'X-Original-Uri: /dossiers/12/pieces/3?onglet=pieces',
      `X-Original-Host: ${HOST}`,
      `Cookie: preference=1; __Host-parvis-tentative=${'t'.repeat(43)}; __Host-parvis-application=${cookie}`,
      'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'Sec-Fetch-Mode: navigate',
      'Sec-Fetch-Dest: document',
      'Host: acces.example.fr',
      '',
      '',
    ].join('\r\n'),
  )

async function cpuPerAnswer({ child, port }: Contender, questions: readonly Buffer[], requests: number) {
  child.send('begin')
  await ask(port, questions, requests)
  child.send('end')
  const [{ microseconds }] = (await once(child, 'message')) as [{ microseconds: number }]
  return microseconds / requests
}

/** Each connection asks again as soon as it is answered. */
async function ask(port: number, questions: readonly Buffer[], requests: number): Promise<void> {
  let [asked, answered] = [0, 0]
  await new Promise<void>((resolve, reject) => {
    for (let connection = 0; connection < CONNECTIONS; connection += 1) {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true })
      const next = () => {
        if (asked >= requests) return
        socket.write(questions[asked % questions.length] ?? '')
        asked += 1
      }
      socket.on('connect', next)
      socket.on('error', reject)
      socket.on('data', (chunk) => {
        if (!chunk.includes('\r\n\r\n')) return
        if (chunk[9] !== 0x32) return reject(new Error(chunk.toString()))
        answered += 1
        if (answered === requests) resolve()
        next()
        if (answered + CONNECTIONS > requests && asked >= requests) socket.end()
      })
    }
  })
}

function answerOf(port: number, asked: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', reject)
    socket.once('data', (chunk) => {
      socket.destroy()
      resolve(Number(chunk.toString('latin1', 9, 12)))
    })
    socket.write(asked)
  })
}

if (process.send === undefined) await measure(Number(process.argv[2] ?? 100_000))
else await serve(process.argv[2] ?? '', process.argv[3] ?? '')
