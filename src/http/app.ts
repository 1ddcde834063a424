/** The portal, in the order in which a request meets it. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Clock } from '../ports/clock.ts'
import { Outage } from '../ports/outage.ts'
import type { Protocol } from '../protocols/protocol.ts'
import { createSessionReader } from '../sessions/session.ts'
import { badRequestPage, notFoundPage, unavailablePage } from '../views/pages/endings.tsx'
import type { Assets } from './assets.ts'
import { unexpectedErrorPage } from './failure-response.ts'
import { readForms } from './form.ts'
import { PATHS } from './paths.ts'
import type { Portal } from './portal.ts'
import { newReference } from './reference.ts'
import { activationRoutes } from './routes/activation.ts'
import { adminRelinkRoutes } from './routes/admin-relinks.ts'
import { cardRoutes } from './routes/card.ts'
import { codeRoutes } from './routes/code.ts'
import { emailRoutes } from './routes/email.ts'
import { enterApplicationRoutes } from './routes/enter-application.ts'
import { expertiseRoutes } from './routes/expertises.ts'
import { firstCardRoutes } from './routes/first-card.ts'
import { lawyerRoutes } from './routes/lawyers.ts'
import { accountRoutes } from './routes/my-account.ts'
import { accountAccessRoutes } from './routes/my-account-access.ts'
import { accountDataRoutes } from './routes/my-account-data.ts'
import { accountEmailRoutes } from './routes/my-account-email.ts'
import { ownPersonalAccountRoutes } from './routes/own-personal-account.ts'
import { participantRoutes } from './routes/participants.ts'
import { passwordRoutes } from './routes/passwords.ts'
import { personalAccountRoutes } from './routes/personal-account.ts'
import { receiptRoutes } from './routes/receipts.ts'
import { renewalRoutes } from './routes/renewal.ts'
import { sessionRoutes } from './routes/session.ts'
import { termsRoutes } from './routes/terms.ts'
import { wallRoutes } from './routes/wall.ts'
import { refuseForeignOrigins } from './same-origin.ts'
import { noStore, securityHeaders } from './security-headers.ts'
import { readVisit } from './visit.ts'

export interface AppParts {
  readonly portal: Portal
  readonly protocols: readonly Protocol[]
  readonly assets: Assets
  readonly clock: Clock
  readonly defaultLocale: 'fr' | 'en'
  readonly sessionCookie: RequestHandler
  readonly requestLog: RequestHandler
  /** Origins that a form may lead to: the card origin and its one-time names. */
  readonly formTargets: readonly string[]
  /** Told of what nobody expected, with the reference that the person reads on the page. */
  readonly report: (error: unknown, reference: string) => void
}

export function createApp(parts: AppParts): Express {
  const { portal, protocols, assets, clock } = parts
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', false)
  app.set('query parser', 'simple')

  app.use(parts.requestLog)
  app.use(securityHeaders(parts.formTargets))
  app.use(assets.routes)
  app.use(noStore)
  app.use(parts.sessionCookie)
  app.use(
    readVisit(
      portal.stores,
      createSessionReader(portal.stores.sessions, portal.lifetimes, clock),
      clock,
      parts.defaultLocale,
    ),
  )
  for (const { path, behindSession } of protocols) app.use(path, behindSession)
  app.use(refuseForeignOrigins(portal.origin, portal.sendPage))
  app.use(readForms())

  app.use(wallRoutes(portal))
  app.use(cardRoutes(portal))
  app.use(firstCardRoutes(portal))
  app.use(emailRoutes(portal))
  app.use(codeRoutes(portal))
  app.use(passwordRoutes(portal))
  app.use(termsRoutes(portal))
  app.use(activationRoutes(portal))
  app.use(expertiseRoutes(portal))
  app.use(participantRoutes(portal))
  app.use(lawyerRoutes(portal))
  app.use(personalAccountRoutes(portal))
  app.use(ownPersonalAccountRoutes(portal))
  app.use(accountRoutes(portal))
  app.use(accountEmailRoutes(portal))
  app.use(accountAccessRoutes(portal))
  app.use(accountDataRoutes(portal))
  app.use(receiptRoutes(portal))
  app.use(adminRelinkRoutes(portal))
  app.use(renewalRoutes(portal))
  app.use(sessionRoutes(portal))
  app.use(enterApplicationRoutes(portal))
  for (const { pages } of protocols) app.use(...pages)

  app.use((request, response) =>
    portal.sendPage(request, response, notFoundPage({ homePath: PATHS.wall }), { status: 404 }),
  )
  app.use(answerErrors(parts))
  return app
}

/** The end of everything unexpected: a page without a word about the inside, and a reference that leads to the log. */
function answerErrors({ portal, report, clock, defaultLocale }: AppParts): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    request.visit ??= {
      at: clock.now(),
      locale: defaultLocale,
      cookies: {},
      browserHash: undefined,
      signedIn: undefined,
    }
    const asked = statusOf(error)
    if (asked !== undefined)
      return portal.sendPage(request, response, badRequestPage({ homePath: PATHS.wall }), { status: asked })
    const reference = newReference(portal.random)
    report(error, reference)
    const outage = error instanceof Outage
    const page = outage ? unavailablePage({ retryPath: PATHS.wall }) : unexpectedErrorPage()
    return portal.sendPage(request, response, page, { status: outage ? 503 : 500, reference })
  }
}

/** What express and its parsers refuse: too large, malformed, unknown encoding. */
function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
