/** « Mes applications », and the logout that an application asks for. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Applications } from '../../protocols/oidc/applications.ts'
import type { Departure } from '../../protocols/oidc/departure.ts'
import type { LoginStore } from '../../protocols/oidc/login.ts'
import type { ShownError } from '../../protocols/oidc/oidc.ts'
import { applicationsPage, leavePage } from '../../views/pages/applications.tsx'
import { requestErrorPage } from '../../views/pages/oidc-request.tsx'
import { PATHS } from '../paths.ts'
import type { Portal } from '../portal.ts'
import { requireSession, signedInOf } from '../require-session.ts'
import { saveBrowser } from '../session-cookie.ts'
import { endSession } from '../sign-out.ts'
import { goToApplication } from '../to-application.ts'

declare module 'express-session' {
  interface SessionData {
    /** Where an application wants the browser back after the logout that it asked for. */
    leavingTo: string
  }
}

type Parts = Pick<Portal, 'stores' | 'sendPage' | 'entry'>

export function applicationRoutes(
  portal: Parts,
  applications: Pick<Applications, 'find'>,
  logins: Pick<LoginStore, 'ofAccount'>,
): RequestHandler {
  const { sendPage, stores } = portal
  const router = Router()

  router.get(PATHS.applications, requireSession(portal), async (request, response) => {
    const { session } = signedInOf(request)
    const behindProxies = (await portal.entry.openedBy(session.accountId, request.visit.at)).map(
      ({ application, openedAt, sessionHandle }) => ({
        name: application.name,
        homeUri: `${application.origin}/`,
        openedAt,
        state: 'open' as const,
        sessionHandle,
        thisSession: sessionHandle === session.handle,
      }),
    )
    const byOidc = await Promise.all(
      (await logins.ofAccount(session.accountId)).map(async (login) => {
        const { name = login.applicationId, homeUri } = (await applications.find(login.applicationId)) ?? {}
        return {
          name,
          ...(homeUri === undefined ? {} : { homeUri }),
          openedAt: login.loggedInAt,
          state: login.state,
          sessionHandle: login.sessionHandle,
          thisSession: login.sessionHandle === session.handle,
        }
      }),
    )
    const entries = [...byOidc, ...behindProxies].sort((left, right) => right.openedAt - left.openedAt)
    sendPage(request, response, applicationsPage({ entries }))
  })

  router.post(PATHS.leaveApplications, async (request, response) => {
    const { leavingTo } = request.session
    await endSession(stores, request, 'signed-out')
    return leavingTo === undefined
      ? response.redirect(303, PATHS.signOut)
      : goToApplication(sendPage, request, response, leavingTo)
  })

  return router
}

/** Ends the session when the application proved that it is its own; asks the person otherwise. */
export const createLeaving =
  ({ stores, sendPage }: Parts) =>
  async (message: IncomingMessage, answer: ServerResponse, departure: Departure): Promise<void> => {
    const [request, response] = [message as Request, answer as Response]
    const { signedIn } = request.visit
    const { returnTo, proven, applicationName } = departure
    if (signedIn === undefined || proven) {
      if (proven) await endSession(stores, request, 'signed-out')
      return response.redirect(303, returnTo ?? PATHS.signOut)
    }
    if (returnTo === undefined) delete request.session.leavingTo
    else request.session.leavingTo = returnTo
    await saveBrowser(request)
    const page = leavePage({
      ...(applicationName === undefined ? {} : { application: applicationName }),
      leave: { action: PATHS.leaveApplications },
      stayPath: PATHS.expertises,
    })
    return sendPage(request, response, page)
  }

/** What is wrong with a request, where the application cannot be told. */
export const createErrorDisplay =
  ({ sendPage }: Pick<Portal, 'sendPage'>) =>
  (message: IncomingMessage, answer: ServerResponse, { code, description }: ShownError): void => {
    const [request, response] = [message as Request, answer as Response]
    const status = response.statusCode >= 400 ? response.statusCode : 400
    if (request.visit === undefined) {
      response.status(status).json({ error: code, error_description: description })
      return
    }
    const told = { code, ...(description === undefined ? {} : { description }), homePath: PATHS.wall }
    sendPage(request, response, requestErrorPage(told), { status })
  }
