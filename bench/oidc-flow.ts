/**
 * A code and its tokens for somebody who is logged in: the whole service over TLS on SQLite, beside bare oidc-provider with
 * its in-memory adapter over the same TLS, in turns. Build first, then run it with `node bench/oidc-flow.ts [flows]`.
 * Must hold: at most 1.3 times the processor time of the bare library.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, createServer, type RequestOptions, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { generatePki } from '../certs-test/generate.ts'
import { createAesSealer } from '../src/adapters/aes-sealer.ts'
import { createCryptoRandom } from '../src/adapters/crypto-random.ts'
import { createSystemClock } from '../src/adapters/system-clock.ts'
import { furnishFolder } from '../src/commands/demo/furnish-folder.ts'
import { catchMails } from '../src/commands/demo/mailbox/catch-mails.ts'
import { rememberMails } from '../src/commands/demo/mailbox/caught-mails.ts'
import { openConfiguredDatabase } from '../src/compose/configured-database.ts'
import { secretContext } from '../src/protocols/oidc/application.ts'
import { loadSettings } from '../src/settings/load.ts'
import { migrate } from '../src/storage/migrate.ts'
import { createApplicationStore } from '../src/storage/oidc-clients.ts'
import { createStores } from '../src/storage/stores.ts'
import { createBrowser } from '../test/support/browser-client.ts'
import { freePort } from '../test/support/server-process.ts'
import { createTestPeople } from '../test/support/test-people.ts'

const CLIENT = { id: 'mesure', secret: 'secret-de-mesure', redirectUri: 'https://mesure.example/retour' }
const VERIFIER = 'v'.repeat(64)
const ROUNDS = 5
/** Of `utime` and `stime` in /proc/<pid>/stat. */
const TICKS_PER_SECOND = 100

interface Contender {
  readonly name: string
  readonly pid: number
  readonly origin: string
  readonly paths: { readonly auth: string; readonly token: string }
  readonly cookies: Map<string, string>
}

async function compare(flows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'))
  const children: ChildProcess[] = []
  try {
    const { contenders, authority } = await startBoth(folder, children)
    const agent = new Agent({ keepAlive: true, ca: authority })
    const least = new Map(
      contenders.map(({ name }) => [name, { cpu: Number.POSITIVE_INFINITY, wall: Number.POSITIVE_INFINITY }]),
    )
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const contender of contenders) {
        const [cpuBefore, from] = [processorMilliseconds(contender.pid), performance.now()]
        for (let flow = 0; flow < flows; flow += 1) await runFlow(contender, agent)
        const cpu = ((processorMilliseconds(contender.pid) - cpuBefore) * 1000) / flows
        const wall = ((performance.now() - from) * 1000) / flows
        const best = least.get(contender.name)
        // The first round warms up.
        if (round > 0 && best !== undefined)
          least.set(contender.name, { cpu: Math.min(best.cpu, cpu), wall: Math.min(best.wall, wall) })
      }
    }
    for (const [name, { cpu, wall }] of least) {
      console.log(
        `${name.padEnd(16)}${cpu.toFixed(0).padStart(7)} µs of processor a flow, ${wall.toFixed(0).padStart(7)} µs in all`,
      )
    }
    const [ours, bare] = [...least.values()]
    console.log(`ratio of processor time ${((ours?.cpu ?? 0) / (bare?.cpu ?? 1)).toFixed(2)}, must be at most 1.30`)
  } finally {
    for (const child of children) child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The authorization request of somebody who is logged in, and the code redeemed with the client's secret. */
async function runFlow({ origin, paths, cookies }: Contender, agent: Agent): Promise<void> {
  const query = new URLSearchParams({
    client_id: CLIENT.id,
    redirect_uri: CLIENT.redirectUri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    state: 's',
    nonce: 'n',
  })
  const asked = await ask(`${origin}${paths.auth}?${query}`, { agent }, cookies)
  const code = new URL(asked.location).searchParams.get('code') ?? ''
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: CLIENT.redirectUri,
    code_verifier: VERIFIER,
  })
  const authorization = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' }
  const given = await ask(`${origin}${paths.token}`, { agent, method: 'POST', headers }, undefined, body.toString())
  if (!given.text.includes('"id_token"')) throw new Error(`no tokens: ${given.status} ${given.text}`)
}

async function ask(url: string, options: RequestOptions, cookies?: Map<string, string>, body?: string) {
  const cookie = [...(cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  const sent = request(url, { ...options, headers: { ...options.headers, ...(cookie === '' ? {} : { cookie }) } })
  sent.end(body)
  const [answer] = await once(sent, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  for (const set of answer.headers['set-cookie'] ?? []) {
    const [pair = ''] = String(set).split(';')
    cookies?.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }
  const location = new URL(answer.headers.location ?? '', url).href
  return { status: Number(answer.statusCode), location, text: Buffer.concat(chunks).toString() }
}

function processorMilliseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND
}

async function startBoth(folder: string, children: ChildProcess[]) {
  const clock = createSystemClock()
  const pki = await generatePki({
    folder: join(folder, 'pki'),
    at: clock.now(),
    baseUrl: 'http://127.0.0.1:9',
    keys: 'quick',
    cards: [],
  })
  const [portal, card, management, bare] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const mails = rememberMails(10)
  const mailbox = await catchMails(0, mails, clock)
  const environment = {
    PARVIS_MODE: 'demo',
    PARVIS_DATA_FOLDER: folder,
    PARVIS_LOG_LEVEL: 'warn',
    PARVIS_PORTAL_ORIGIN: `https://localhost:${portal}`,
    PARVIS_PORTAL_PORT: String(portal),
    PARVIS_CARD_ORIGIN: `https://carte.localhost:${card}`,
    PARVIS_CARD_PORT: String(card),
    PARVIS_MANAGEMENT_PORT: String(management),
    PARVIS_MAIL_SMTP: `smtp://localhost:${mailbox.port}`,
  }
  const read = loadSettings(environment)
  if (!read.ok) throw new Error(read.failure.explanation)
  const settings = read.value
  mkdirSync(join(folder, 'tls'), { recursive: true })
  await furnishFolder(settings, pki, clock.now())
  const { database, close } = await openConfiguredDatabase(settings)
  await migrate(database, clock.now())
  const random = createCryptoRandom()
  const people = await createTestPeople(createStores(database, random), pki, clock)
  const person = await people.byEmail()
  const sealer = createAesSealer(readFileSync(settings.secretKeyFile), random)
  await createApplicationStore(database).add({
    id: CLIENT.id,
    name: 'Mesure',
    homeUri: undefined,
    redirectUris: [CLIENT.redirectUri],
    postLogoutRedirectUris: [],
    backChannelLogoutUri: undefined,
    privateAddresses: [],
    authentication: 'client_secret_basic',
    keys: [],
    signingAlgorithm: 'ES256',
    profiles: [],
    minimumLevel: 'mailbox',
    frenchScale: undefined,
    pushedRequestsOnly: false,
    boundTokensOnly: false,
    secretSealed: sealer.seal(CLIENT.secret, secretContext(CLIENT.id)),
    addedAt: clock.now(),
    secretChangedAt: undefined,
  })
  await close()

  const start = (words: readonly string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [...words], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    children.push(child)
    return child
  }
  const authority = readFileSync(pki.caPath)
  const ours = start([join(import.meta.dirname, '../dist/src/main.js'), 'serve'], environment)
  const { keyFile: key, certificateFile: certificate } = settings.portal.tls
  const theirs = start([import.meta.filename, 'bare', key, certificate, String(bare)])
  await Promise.all(
    [settings.portal.origin, `https://localhost:${bare}`].map((origin) => untilReady(origin, authority)),
  )

  const browser = createBrowser({ origin: settings.portal.origin, authority })
  const asked = await browser.post('/connexion/email', {
    email: person.email,
    'mot-de-passe': person.password,
    profil: 'intervenant-de-partie',
  })
  const tentative = new URL(asked.location, settings.portal.origin).searchParams.get('tentative') ?? ''
  while (mails.list(person.email).length === 0) await delay(20)
  const code = /^\s*(\d{6})\s*$/m.exec(mails.list(person.email)[0]?.text ?? '')?.[1] ?? ''
  await browser.post('/connexion/code', { tentative, code })
  browser.close()
  await mailbox.close()

  const bareCookies = new Map<string, string>()
  const contenders: Contender[] = [
    {
      name: 'parvis',
      pid: ours.pid ?? 0,
      origin: settings.portal.origin,
      paths: { auth: '/oidc/auth', token: '/oidc/token' },
      cookies: browser.cookies,
    },
    {
      name: 'oidc-provider',
      pid: theirs.pid ?? 0,
      origin: `https://localhost:${bare}`,
      paths: { auth: '/auth', token: '/token' },
      cookies: bareCookies,
    },
  ]
  const login = new Agent({ ca: authority })
  await ask(`https://localhost:${bare}/connexion`, { agent: login }, bareCookies)
  return { contenders, authority }
}

async function untilReady(origin: string, authority: Buffer): Promise<void> {
  const agent = new Agent({ ca: authority })
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = await ask(origin, { agent }).catch(() => undefined)
    if (answer !== undefined) return
    await delay(25)
  }
  throw new Error(`${origin} does not answer`)
}

/** As little around the library as there can be; somebody is logged in who opens `/connexion`. */
async function serveBare(port: number, key: Buffer, cert: Buffer): Promise<void> {
  const { default: Provider } = await import('oidc-provider')
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const provider = new Provider(`https://localhost:${port}`, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [CLIENT.redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'] },
    acrValues: ['x'],
    features: { devInteractions: { enabled: false } },
    issueRefreshToken: async () => true,
    cookies: { keys: [randomBytes(32).toString('hex')] },
    // A grant for each flow: the in-memory adapter grows slow with the tokens of one.
    async loadExistingGrant(ctx) {
      const { client, account } = ctx.oidc
      const grant = new provider.Grant({ accountId: account?.accountId ?? '', clientId: client?.clientId ?? '' })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  provider.use(async (ctx, next) => {
    if (ctx.path !== '/connexion') return next()
    const session = await provider.Session.get(ctx as never)
    session.loginAccount({ accountId: 'quelqu-un', acr: 'x', amr: ['pwd'] })
    await session.save(3600)
    ctx.cookies.set(provider.cookieName('session'), session.jti, { httpOnly: true, signed: true })
    ctx.body = 'ok'
  })
  const answer = provider.callback()
  createServer({ key, cert }, (request, response) => void answer(request, response)).listen(port)
}

const [, , first = '1000', keyFile, certificateFile, barePort] = process.argv
if (first === 'bare')
  await serveBare(Number(barePort), readFileSync(keyFile ?? ''), readFileSync(certificateFile ?? ''))
else await compare(Number(first))
