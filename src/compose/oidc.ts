/** OpenID Connect over the concrete stores, and what it does by itself: tell of ended sessions, renew keys, tidy up. */
import type { IncomingMessage } from 'node:http'
import type { Request } from 'express'
import type { Logger } from 'pino'
import { createGuardedFetch } from '../adapters/guarded-fetch.ts'
import type { Portal } from '../http/portal.ts'
import { applicationRoutes, createErrorDisplay, createLeaving } from '../http/routes/applications.ts'
import { oidcInteractionRoutes } from '../http/routes/oidc-interaction.ts'
import { sha256 } from '../http/visit.ts'
import type { Clock } from '../ports/clock.ts'
import type { KeyRing } from '../protocols/keys/key-ring.ts'
import type { Application } from '../protocols/oidc/application.ts'
import { createApplications } from '../protocols/oidc/applications.ts'
import { createLogoutQueue } from '../protocols/oidc/logout-queue.ts'
import { logoutToken } from '../protocols/oidc/logout-token.ts'
import { createOidc } from '../protocols/oidc/oidc.ts'
import type { Protocol } from '../protocols/protocol.ts'
import { createRecent } from '../protocols/recent.ts'
import { createVoucher } from '../protocols/voucher.ts'
import { createArtifactStore } from '../storage/oidc-artifacts.ts'
import { createApplicationStore } from '../storage/oidc-clients.ts'
import { createLoginStore } from '../storage/oidc-logins.ts'
import type { Database } from '../storage/schema.ts'
import { createStandingStore } from '../storage/standings.ts'
import { repeat } from './repeat.ts'

interface Parts {
  readonly portal: Portal
  readonly database: Database
  readonly ring: KeyRing
  /** The identifier in the browser's session cookie. */
  readonly identifierOf: (request: IncomingMessage) => string | undefined
  readonly clock: Clock
  readonly logger: Logger
  readonly report: (error: unknown) => void
}

const SECOND_MS = 1000
const TIDY_MS = 10 * 60 * SECOND_MS
/** Logins that are over show how their applications were told for this long. */
const LOGINS_KEPT_MS = 90 * 24 * 3600 * SECOND_MS
const DELIVERY_MS = 5 * SECOND_MS
const ANSWER_BYTES = 64 * 1024

export function openOidc({ portal, database, ring, identifierOf, clock, logger, report }: Parts): Protocol {
  const { stores, sealer, random, lifetimes } = portal
  const issuer = `${portal.origin}/oidc`
  const [artifacts, logins] = [createArtifactStore(database), createLoginStore(database)]
  const applications = createApplications(createApplicationStore(database), issuer, sealer, clock)
  const versions = createRecent(() => stores.terms.versions(), clock)
  const standings = createStandingStore(database)
  const vouch = createVoucher(standings, versions, lifetimes.idleSeconds)
  const oidc = createOidc({
    issuer,
    applications,
    artifacts,
    logins,
    sessions: stores.sessions,
    journal: stores.journal,
    ring,
    vouch,
    vouchForBrowser: createVoucher({ ...standings, find: standings.findBySession }, versions, lifetimes.idleSeconds),
    browserSessionOf: (request) => {
      const identifier = identifierOf(request)
      return identifier === undefined ? undefined : sha256(identifier)
    },
    sealer,
    clock,
    hasCard: async (accountId) => (await stores.bindings.listOf(accountId)).some(({ status }) => status === 'active'),
    sessionOf: (request: IncomingMessage) => (request as Request).visit?.signedIn?.session,
    showError: createErrorDisplay(portal),
    leave: createLeaving(portal),
    report,
  })
  const queue = createLogoutQueue({
    logins,
    vouch,
    versions,
    findApplication: applications.find,
    tokenFor: (application, leaving, at) => logoutToken({ issuer, ring, sealer, random }, application, leaving, at),
    deliver: postLogoutToken,
    clock,
    idleSeconds: lifetimes.idleSeconds,
  })
  const tidy = async () => {
    await artifacts.purge(clock.now())
    await logins.purge(clock.now() - LOGINS_KEPT_MS)
  }
  let tasks: readonly { stop(): Promise<void> }[] = []

  return {
    ...oidc,
    answer(request, response, goOn) {
      const [method, asked, startedAt] = [request.method, request.url?.split('?')[0], clock.now()]
      // The pages write a line of their own.
      let answersItself = true
      response.once('finish', () => {
        if (!answersItself) return
        const responseTime = clock.now() - startedAt
        logger.info(
          { req: { method, path: asked }, res: { status: response.statusCode }, responseTime },
          'request completed',
        )
      })
      const toPages = () => {
        answersItself = false
        goOn()
      }
      answersItself = oidc.answer(request, response, toPages)
      return answersItself
    },
    pages: [oidcInteractionRoutes(portal, oidc), applicationRoutes(portal, applications, logins)],
    start() {
      tasks = [
        repeat(queue.look, SECOND_MS, report),
        repeat(queue.deliver, SECOND_MS, report),
        repeat(tidy, TIDY_MS, report),
      ]
      // Nobody waits for the library where nobody uses it.
      applications.list().then((all) => (all.length > 0 ? oidc.warmUp() : undefined), report)
    },
    async stop() {
      queue.stop()
      await Promise.all(tasks.map((task) => task.stop()))
    },
  }
}

/** To the registered host alone; to an address that is not public only where the operator named it. */
function postLogoutToken(application: Application, url: string, token: string) {
  const fetch = createGuardedFetch({
    allowedHosts: [new URL(url).host],
    allowedPrivateAddresses: application.privateAddresses,
    timeoutMilliseconds: DELIVERY_MS,
    maximumBytes: ANSWER_BYTES,
  })
  return fetch({
    url,
    body: Buffer.from(new URLSearchParams({ logout_token: token }).toString()),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
}
