/** The two sample applications of examples/, each a process of its own: downstream is somewhere else. */
import { type ChildProcess, spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { TestPki } from '../../../certs-test/pki.ts'
import { createAesSealer } from '../../adapters/aes-sealer.ts'
import { createCryptoRandom } from '../../adapters/crypto-random.ts'
import { openConfiguredDatabase } from '../../compose/configured-database.ts'
import type { ProtectedApplication } from '../../protocols/forward-auth/protected-application.ts'
import { type Application, secretContext } from '../../protocols/oidc/application.ts'
import type { Settings } from '../../settings/schema.ts'
import { createApplicationStore } from '../../storage/oidc-clients.ts'
import { createProtectedApplicationStore } from '../../storage/protected-applications.ts'
import { newSecret } from '../client/secret.ts'

export interface SampleApplications {
  readonly links: readonly { readonly name: string; readonly url: string }[]
  stop(): Promise<void>
}

const READY_MS = 20_000
const HOST = 'dossiers.localhost'

/** @returns none where the package came without its examples. */
export async function startApplications(settings: Settings, pki: TestPki, at: number): Promise<SampleApplications> {
  const folder = examplesFolder()
  if (folder === undefined) return { links: [], stop: async () => {} }
  const [cases, files] = [caseApplication(settings), protectedApplication(settings)]
  const secrets = await register(settings, cases, files, at)
  const tls = await pki.serverCertificate('dossiers', [HOST], at)
  const parvis = settings.portal.origin
  const shared = { NODE_EXTRA_CA_CERTS: pki.caPath }
  const running = await Promise.all([
    start(join(folder, 'case-application/main.ts'), {
      ...shared,
      ISSUER: `${parvis}/oidc`,
      ORIGIN: originOf(cases),
      CLIENT_ID: cases.id,
      CLIENT_SECRET: secrets.client,
    }),
    start(join(folder, 'behind-nginx/main.ts'), {
      ...shared,
      PARVIS_ORIGIN: parvis,
      ORIGIN: files.origin,
      TLS_KEY: tls.keyPath,
      TLS_CERTIFICATE: tls.certificatePath,
      PROXY_SECRET: secrets.proxy,
    }),
  ])
  return {
    links: [
      { name: cases.name, url: `${originOf(cases)}/` },
      { name: files.name, url: `${files.origin}/` },
    ],
    async stop() {
      await Promise.all(running.map(end))
    },
  }
}

/** Both applications get new secrets at every start: nothing of the demo opens anything later. */
async function register(settings: Settings, cases: Application, files: ProtectedApplication, at: number) {
  const random = createCryptoRandom()
  const sealer = createAesSealer(readFileSync(settings.secretKeyFile), random)
  const secrets = { client: newSecret(random), proxy: newSecret(random) }
  const { database, close } = await openConfiguredDatabase(settings)
  try {
    const [applications, protectedOnes] = [createApplicationStore(database), createProtectedApplicationStore(database)]
    await applications.remove(cases.id)
    await protectedOnes.remove(files.id)
    const secretSealed = sealer.seal(secrets.client, secretContext(cases.id))
    await applications.add({ ...cases, secretSealed, addedAt: at, secretChangedAt: at })
    await protectedOnes.add({ ...files, secretSha256: hash('sha256', secrets.proxy), addedAt: at })
    return secrets
  } finally {
    await close()
  }
}

function caseApplication({ demo }: Settings): Application {
  const origin = `http://127.0.0.1:${demo.caseApplicationPort}`
  return {
    id: 'expertises',
    name: 'Les expertises (exemple)',
    homeUri: `${origin}/`,
    redirectUris: [`${origin}/retour`],
    postLogoutRedirectUris: [`${origin}/`],
    backChannelLogoutUri: `${origin}/fin-de-session`,
    privateAddresses: ['127.0.0.1'],
    authentication: 'client_secret_basic',
    keys: [],
    signingAlgorithm: 'ES256',
    profiles: [],
    minimumLevel: 'mailbox',
    frenchScale: undefined,
    pushedRequestsOnly: false,
    boundTokensOnly: false,
  }
}

const originOf = ({ homeUri = '' }: Application): string => new URL(homeUri).origin

const protectedApplication = ({ demo }: Settings): ProtectedApplication => ({
  id: 'salle-des-dossiers',
  name: 'Salle des dossiers (exemple)',
  origin: `https://${HOST}:${demo.protectedApplicationPort}`,
  profiles: undefined,
  minimumLevel: 'mailbox',
  stricterPaths: [{ prefix: '/registre', minimumLevel: 'certificate-hardware', profiles: undefined }],
  plainHeaders: false,
})

/** Beside the sources, and beside the build. */
function examplesFolder(): string | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'examples')
    if (existsSync(join(found, 'case-application/main.ts'))) return found
  }
  return undefined
}

/** It ends when this process does: its channel closes. */
async function start(file: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(([status]) => {
    throw new Error(`the sample application ${file} ended with status ${status}`)
  })
  const late = delay(READY_MS, undefined, { ref: false }).then(() => {
    throw new Error(`the sample application ${file} is not ready`)
  })
  await Promise.race([once(child, 'message'), ended, late])
  // What happens to it later is its own affair.
  ended.catch(() => {})
  late.catch(() => {})
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  await gone
}
