/** An application behind a real proxy that asks the portal about each request, and browsers that go to it. */
import { hash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RegisteredProtectedApplication } from '../../../src/protocols/forward-auth/protected-application.ts'
import { createProtectedApplicationStore } from '../../../src/storage/protected-applications.ts'
import { type Browser, createBrowser } from '../../support/browser-client.ts'
import type { PortalUnderTest } from '../../support/portal-under-test.ts'
import { freePort } from '../../support/server-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type Person, personWith } from './person.ts'
import { type Reached, startPlainApplication } from './plain-application.ts'
import { type RealProxy, startProxy } from './real-proxy.ts'

export interface ProtectedSite {
  readonly application: RegisteredProtectedApplication
  readonly origin: string
  readonly port: number
  /** What reached the application, oldest first. */
  readonly reached: Reached[]
  /** A browser with cookies at the portal and at the application. */
  person(): Person
  stop(): Promise<void>
}

export const TRUSTED_PROXIES = { PARVIS_TRUSTED_PROXIES: '127.0.0.1, ::1' }

let registered = 0

export const newApplication = (
  origin: string,
  wanted: Partial<RegisteredProtectedApplication> = {},
): RegisteredProtectedApplication => {
  registered += 1
  return {
    id: `dossiers-${registered}`,
    name: 'Dossiers',
    origin,
    profiles: undefined,
    minimumLevel: 'mailbox',
    stricterPaths: [],
    plainHeaders: false,
    secretSha256: undefined,
    addedAt: 0,
    ...wanted,
  }
}

export async function startProtectedSite(
  portal: PortalUnderTest,
  proxy: RealProxy,
  wanted: Partial<RegisteredProtectedApplication> = {},
  secret?: string,
): Promise<ProtectedSite> {
  const port = await freePort()
  const host = `dossiers.localhost:${port}`
  const origin = `https://${host}`
  const secretSha256 = secret === undefined ? undefined : hash('sha256', secret)
  const application = newApplication(origin, { ...wanted, secretSha256 })
  await createProtectedApplicationStore(portal.database).add(application)
  // What the portal knows is as of a moment ago.
  portal.clock.advance(1_000)
  const folder = temporaryFolder()
  const tls = await portal.pki.serverCertificate('dossiers', ['dossiers.localhost'], portal.clock.now())
  const pem = readFileSync(tls.certificatePath, 'utf8') + readFileSync(tls.keyPath, 'utf8')
  const upstream = await startPlainApplication()
  const running = await startProxy(
    proxy,
    {
      id: application.id,
      host,
      upstream: upstream.url,
      portal: portal.origin,
      authorities: portal.pki.caPath,
      ...(proxy === 'haproxy' ? together(folder, pem) : { certificate: tls.certificatePath, key: tls.keyPath }),
      hasSecret: secret !== undefined,
      plainHeaders: application.plainHeaders,
    },
    folder,
    secret,
  )
  const people: Browser[] = []
  return {
    application,
    origin,
    port,
    reached: upstream.reached,
    person() {
      const atApplication = createBrowser({ origin, authority: readFileSync(portal.pki.caPath) })
      people.push(atApplication)
      return personWith(portal, portal.browser(), atApplication)
    },
    async stop() {
      for (const browser of people) browser.close()
      await running.stop()
      await upstream.stop()
    },
  }
}

/** HAProxy wants the certificate and its key in one file. */
function together(folder: string, pem: string): { readonly certificate: string; readonly key: string } {
  const certificate = join(folder, 'dossiers.pem')
  writeFileSync(certificate, pem)
  return { certificate, key: certificate }
}
