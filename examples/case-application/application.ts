/** A small case application: who is logged in, one action that asks for the card, and logout both ways. */
import express, { type Express, type Request, type Response } from 'express'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { createLogin, type Registration, WITH_CARD } from './login.ts'
import { casePage, problemPage, reportPage, welcomePage } from './pages.ts'
import { createSessions } from './session-store.ts'

const COOKIE = 'dossier-session'
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

export function createApplication(registration: Registration): Express {
  const { issuer, clientId, origin } = registration
  const login = createLogin(registration)
  const sessions = createSessions()
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
  const app = express()
  app.disable('x-powered-by')
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    next()
  })

  const idOf = (request: Request) => new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1]
  const give = (response: Response, id: string) =>
    response.cookie(COOKIE, id, { httpOnly: true, sameSite: 'lax', path: '/', secure: origin.startsWith('https:') })
  /** A form of this application, and of no other site (cross-site request forgery). */
  const isOwnForm = (request: Request) =>
    (request.headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin' &&
    [undefined, origin].includes(request.headers.origin)

  async function sendToLogin(request: Request, response: Response, then: string, level?: string) {
    const { location, attempt } = await login.begin(then, level)
    const session = sessions.find(idOf(request))
    if (session === undefined) give(response, sessions.open({ attempt }))
    else session.attempt = attempt
    response.redirect(303, location)
  }

  app.get('/', (request, response) => {
    const session = sessions.find(idOf(request))
    response.send(session?.person === undefined ? welcomePage() : casePage(session.person, session.reports))
  })

  app.get('/connexion', (request, response) => sendToLogin(request, response, '/'))

  app.get('/retour', async (request, response) => {
    const id = idOf(request)
    const before = sessions.find(id)
    if (before?.attempt === undefined) return response.redirect(303, '/')
    const { attempt, reports } = before
    delete before.attempt
    const person = await login.finish(attempt, new URL(request.url, origin)).catch(() => undefined)
    if (person === undefined) return response.status(403).send(problemPage())
    sessions.close(id)
    give(response, sessions.open({ person, reports: before.person?.sub === person.sub ? reports : [] }))
    return response.redirect(303, attempt.then)
  })

  /** The one action that a code is not enough for. */
  app.get('/rapport', (request, response) => {
    const person = sessions.find(idOf(request))?.person
    if (person?.acr !== WITH_CARD) return sendToLogin(request, response, '/rapport', WITH_CARD)
    return response.send(reportPage(person))
  })

  app.post('/rapport', (request, response) => {
    const session = sessions.find(idOf(request))
    if (!isOwnForm(request)) return response.status(403).send(problemPage())
    if (session?.person?.acr !== WITH_CARD) return response.redirect(303, '/rapport')
    session.reports.push(`Rapport déposé par ${session.person.name}`)
    return response.redirect(303, '/')
  })

  app.post('/deconnexion', async (request, response) => {
    const id = idOf(request)
    const idToken = sessions.find(id)?.person?.idToken
    if (!isOwnForm(request)) return response.status(403).send(problemPage())
    sessions.close(id)
    return response.redirect(303, idToken === undefined ? '/' : await login.leave(idToken))
  })

  /** OpenID Connect Back-Channel Logout §2.6: Parvis says that a session is over, whatever ended it. */
  app.post('/fin-de-session', express.urlencoded({ extended: false, limit: '16kb' }), async (request, response) => {
    const token = String(request.body?.logout_token ?? '')
    const verified = await jwtVerify(token, keys, { issuer, audience: clientId, typ: 'logout+jwt' }).catch(
      () => undefined,
    )
    const { sid, sub, events, nonce } = verified?.payload ?? {}
    const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events && nonce === undefined
    if (!isLogout) return response.sendStatus(400)
    sessions.closeAll(typeof sid === 'string' ? sid : undefined, sub)
    return response.sendStatus(200)
  })

  return app
}
