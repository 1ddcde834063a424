/** OpenID Connect: applications learn who is logged in, how strongly, and when that is over. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { errors, KoaContextWithOIDC } from 'oidc-provider'
import type { JournalStore } from '../../journal/journal.ts'
import { Outage } from '../../ports/outage.ts'
import type { Session, SessionStore } from '../../sessions/session.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Protocol } from '../protocol.ts'
import { compromisedGrant } from './adapter.ts'
import { RESPONSE_MODES } from './applications.ts'
import type { ArtifactStore } from './artifact.ts'
import { type Departure, departureOf } from './departure.ts'
import { createInteractions, type Interactions } from './interactions.ts'
import type { LoginStore } from './login.ts'
import { createPeople, type People, type PersonParts, type VouchedAccount } from './person.ts'
import { createProviderInUse, type ProviderInUse } from './provider-in-use.ts'

export interface OidcParts extends PersonParts {
  /** `https://<portal>/oidc`. */
  readonly issuer: string
  readonly artifacts: ArtifactStore
  readonly logins: LoginStore
  readonly sessions: Pick<SessionStore, 'touch'>
  readonly journal: JournalStore
  readonly ring: KeyRing
  /** Known behind the session only. */
  readonly sessionOf: (request: IncomingMessage) => Session | undefined
  readonly showError: (request: IncomingMessage, response: ServerResponse, error: ShownError) => void
  readonly leave: (request: IncomingMessage, response: ServerResponse, departure: Departure) => Promise<void>
  readonly report: (error: unknown) => void
}

export interface ShownError {
  readonly code: string
  readonly description: string | undefined
}

export interface Oidc extends Pick<Protocol, 'path' | 'answer' | 'behindSession'> {
  readonly interactions: Interactions
  readonly standingOf: People['standingOf']
  /** Loads the library, so that the first request need not wait for it. */
  warmUp(): Promise<unknown>
}

/** Browsers come here, and are told what is wrong on a page. */
const FOR_BROWSERS = /^\/(auth|logout)(\/|$)/
/** Needs the whole visit: who is there, in which language, with which session to end; or is a page of the portal. */
const FOR_PAGES = /^\/(logout|interaction)(\/|$|\?)/
const INTERACTION = /^\/interaction\//

const HEADERS = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const

export function createOidc(parts: OidcParts): Oidc {
  const { issuer, applications, sealer, clock } = parts
  const { pathname: path, host } = new URL(issuer)
  const people = createPeople(parts)
  const inUse = createProviderInUse({
    ...parts,
    people,
    showError: (ctx, error) => showError(ctx, told(error)),
    afterAnswer,
  })
  /** How a request goes on to the pages. */
  const waiting = new WeakMap<IncomingMessage, () => void>()
  const errorsToShow = new WeakMap<IncomingMessage, ShownError>()

  /** Before an answer of the library leaves: what it stands on is written down, or it is taken back. */
  async function afterAnswer(context: object, used: ProviderInUse): Promise<void> {
    // Only a request that an endpoint answered has one.
    if (!('oidc' in context)) return
    const ctx = context as KoaContextWithOIDC
    forgetCookie(ctx.res, used.provider.cookieName('session'))
    const refused = await used.writes.commit(ctx).then(() => undefined, refusalOf(used))
    if (refused !== undefined) return takeBack(ctx, refused)
    switch (ctx.oidc.route) {
      case 'authorization':
      case 'resume':
        return sendCode(ctx, used)
      case 'token':
        return noteTokens(ctx)
      case 'end_session':
        return letGo(ctx)
      case 'discovery':
        ctx.body = { ...(ctx.body as object), response_modes_supported: RESPONSE_MODES }
    }
  }

  async function takeBack(ctx: KoaContextWithOIDC, error: errors.OIDCProviderError): Promise<void> {
    const grantId = compromisedGrant(error)
    if (grantId !== undefined) await parts.artifacts.together('durable', (within) => within.revoke(grantId))
    ctx.remove('Location')
    ctx.status = error.statusCode
    if (FOR_BROWSERS.test(ctx.path)) showError(ctx, told(error))
    else ctx.body = { error: error.error, error_description: error.error_description }
  }

  function sendCode(ctx: KoaContextWithOIDC, { codes }: ProviderInUse): void {
    const location = ctx.response.get('Location')
    const carried = codes.carry(ctx, location)
    if (carried !== location) ctx.redirect(carried)
  }

  async function noteTokens(ctx: KoaContextWithOIDC): Promise<void> {
    if (ctx.status !== 200) return
    const { Account: account, Client: client, RotatedRefreshToken: refreshed } = ctx.oidc.entities
    const { session } = (account as VouchedAccount).vouched
    const applicationId = client?.clientId ?? ''
    const at = clock.now()
    // Whoever works in an application is at work: the session does not fall asleep behind them.
    if (refreshed !== undefined) await parts.sessions.touch(session.idHash, at)
    if (!(await parts.logins.note(session.handle, applicationId, at))) return
    const data = { account: session.accountId, session: session.handle, application: applicationId }
    await parts.journal.append('application.entered', data, at)
  }

  async function letGo(ctx: KoaContextWithOIDC): Promise<void> {
    const departure = departureOf(ctx, parts.sessionOf(ctx.req), sealer)
    if (departure === undefined) return
    ctx.respond = false
    await parts.leave(ctx.req, ctx.res, departure)
  }

  /** A page needs to know who is there, and in which language: it is shown behind the session. */
  function showError(ctx: KoaContextWithOIDC, error: ShownError): void {
    ctx.respond = false
    const goOn = waiting.get(ctx.req)
    if (goOn === undefined) return parts.showError(ctx.req, ctx.res, error)
    errorsToShow.set(ctx.req, error)
    return goOn()
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Addresses in answers come from the settings, never from what a stranger writes in Host.
    request.headers.host = host
    const { handle } = await inUse()
    await handle(request, response)
  }

  return {
    path: path as `/${string}`,

    answer(request, response, goOn) {
      const { url = '' } = request
      const rest = url.slice(path.length)
      if (!url.startsWith(`${path}/`) || FOR_PAGES.test(rest)) return false
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
      waiting.set(request, () => {
        request.url = url
        goOn()
      })
      // What the library mounts itself under, as Express tells it.
      Object.assign(request, { originalUrl: url, url: rest })
      serve(request, response).catch((error: unknown) => {
        parts.report(error)
        if (!response.headersSent) response.writeHead(error instanceof Outage ? 503 : 500).end()
      })
      return true
    },

    behindSession(request, response, next) {
      if (INTERACTION.test(request.path)) return next()
      waiting.delete(request)
      const error = errorsToShow.get(request)
      return error === undefined ? serve(request, response) : parts.showError(request, response, error)
    },

    interactions: createInteractions(inUse, applications),
    standingOf: people.standingOf,
    warmUp: inUse,
  }
}

const told = ({
  error,
  error_description,
}: Pick<errors.OIDCProviderError, 'error' | 'error_description'>): ShownError => ({
  code: error,
  description: error_description,
})

/** The library's own session is of no use from one request to the next. */
function forgetCookie(response: ServerResponse, name: string): void {
  const cookies = [response.getHeader('set-cookie') ?? []].flat().filter((each) => !String(each).startsWith(name))
  if (cookies.length === 0) response.removeHeader('set-cookie')
  else response.setHeader('set-cookie', cookies.map(String))
}

/** Takes an error of the library for an expected ending; any other goes on. */
const refusalOf =
  ({ library }: ProviderInUse) =>
  (error: unknown) => {
    if (error instanceof library.errors.OIDCProviderError) return error
    throw error
  }
