/** OpenID Connect: applications learn who is logged in, how strongly, and when that is over. */
import type { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { NextFunction, RequestHandler } from 'express'
import type { errors, KoaContextWithOIDC } from 'oidc-provider'
import type { JournalStore } from '../../journal/journal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Session, SessionStore } from '../../sessions/session.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Protocol } from '../protocol.ts'
import type { Voucher } from '../voucher.ts'
import { compromisedGrant } from './adapter.ts'
import type { Applications } from './applications.ts'
import type { ArtifactStore } from './artifact.ts'
import { type Departure, departureOf } from './departure.ts'
import { createInteractions, type Interactions } from './interactions.ts'
import type { LoginStore } from './login.ts'
import { createPeople, type People, type VouchedAccount } from './person.ts'
import { createProvider, type Library, type Provider } from './provider.ts'
import { createRequestWrites } from './request-writes.ts'
import { subOf } from './subject.ts'

export interface OidcParts {
  /** `https://<portal>/oidc`. */
  readonly issuer: string
  readonly applications: Applications
  readonly artifacts: ArtifactStore
  readonly logins: LoginStore
  readonly sessions: Pick<SessionStore, 'touch'>
  readonly journal: JournalStore
  readonly ring: KeyRing
  readonly vouch: Voucher
  readonly vouchForBrowser: Voucher
  readonly browserSessionOf: (request: IncomingMessage) => string | undefined
  readonly sealer: Sealer
  readonly clock: Clock
  readonly hasCard: (accountId: string) => Promise<boolean>
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

export interface Oidc extends Pick<Protocol, 'path' | 'beforeSession' | 'behindSession'> {
  readonly interactions: Interactions
  readonly standingOf: People['standingOf']
  /** Loads the library, so that the first request need not wait for it. */
  warmUp(): Promise<unknown>
}

/** Browsers come here, and are told what is wrong on a page. */
const FOR_BROWSERS = /^\/(auth|logout)(\/|$)/
/** Needs the whole visit: who is there, in which language, with which session to end. */
const LOGOUT = /^\/logout(\/|$)/
/** Pages of the portal. */
const INTERACTION = /^\/interaction\//

export function createOidc(parts: OidcParts): Oidc {
  const { issuer, applications, sealer, clock, ring } = parts
  const { pathname, host } = new URL(issuer)
  const people = createPeople(parts)
  /** How a request goes on behind the session. */
  const waiting = new WeakMap<IncomingMessage, NextFunction>()
  const errorsToShow = new WeakMap<IncomingMessage, ShownError>()
  let library: Promise<Library> | undefined
  let current: Current | undefined

  async function load(): Promise<Current> {
    library ??= import('oidc-provider')
    const loaded = await library
    const keys = ring.published(clock.now())
    const keyIds = keys.map(({ kid }) => kid).join()
    if (current?.keyIds !== keyIds) current = { keyIds, library: loaded, ...build(loaded, keys) }
    return current
  }

  function build(loaded: Library, keys: ReturnType<KeyRing['published']>) {
    const writes = createRequestWrites(parts.artifacts, () => loaded.default.ctx)
    const provider = createProvider(
      loaded,
      {
        issuer,
        people,
        applications,
        artifacts: parts.artifacts,
        writes,
        clock,
        subOf: (accountId, applicationId) => subOf(sealer, accountId, applicationId),
        cookieKey: sealer.fingerprint('', 'oidc cookies'),
        showError: (ctx, { error: code, error_description: description }) => showError(ctx, { code, description }),
      },
      keys,
    )
    provider.use(async (ctx, next) => {
      await next()
      // Only a request that an endpoint answered has one.
      if (!('oidc' in ctx)) return
      const answered = ctx as KoaContextWithOIDC
      forgetCookie(ctx.res, provider.cookieName('session'))
      const refused = await writes.commit(ctx).then(() => undefined, refusalOf(loaded))
      if (refused === undefined) await afterwards(answered)
      else await refuse(answered, refused)
    })
    provider.on('server_error', (_ctx, error) => parts.report(error))
    ;(provider as EventEmitter).on('error', parts.report)
    return { provider, handle: provider.callback() }
  }

  /** What Parvis does when an endpoint of the library has answered, and before the answer leaves. */
  async function afterwards(ctx: KoaContextWithOIDC): Promise<void> {
    const { route, entities } = ctx.oidc
    if (route === 'token' && ctx.status === 200) {
      const { vouched } = entities.Account as VouchedAccount
      await noteTokens(vouched.session, entities.Client?.clientId ?? '', entities.RotatedRefreshToken !== undefined)
    }
    if (route !== 'end_session') return
    const departure = departureOf(ctx, parts.sessionOf(ctx.req), sealer)
    if (departure === undefined) return
    ctx.respond = false
    await parts.leave(ctx.req, ctx.res, departure)
  }

  /** What the library had answered is taken back: nothing of it was kept. */
  async function refuse(ctx: KoaContextWithOIDC, error: errors.OIDCProviderError): Promise<void> {
    const grantId = compromisedGrant(error)
    if (grantId !== undefined) await parts.artifacts.together('durable', (within) => within.revoke(grantId))
    ctx.remove('Location')
    ctx.status = error.statusCode
    const { error: code, error_description: description } = error
    if (FOR_BROWSERS.test(ctx.path)) showError(ctx, { code, description })
    else ctx.body = { error: code, error_description: description }
  }

  /** A page needs to know who is there, and in which language: it is shown behind the session. */
  function showError(ctx: KoaContextWithOIDC, error: ShownError): void {
    ctx.respond = false
    const goOn = waiting.get(ctx.req)
    if (goOn === undefined) return parts.showError(ctx.req, ctx.res, error)
    errorsToShow.set(ctx.req, error)
    return goOn()
  }

  async function noteTokens(session: Session, applicationId: string, refreshed: boolean): Promise<void> {
    const at = clock.now()
    // Whoever works in an application is at work: the session does not fall asleep behind them.
    if (refreshed) await parts.sessions.touch(session.idHash, at)
    const isNew = await parts.logins.note(session.handle, applicationId, at)
    if (!isNew) return
    const data = { account: session.accountId, session: session.handle, application: applicationId }
    await parts.journal.append('application.entered', data, at)
  }

  const answer: RequestHandler = async (request, response) => {
    // Addresses in answers come from the settings, never from what a stranger writes in Host.
    request.headers.host = host
    const { handle } = await load()
    await handle(request, response)
  }

  return {
    path: pathname as `/${string}`,
    beforeSession(request, response, next) {
      if (LOGOUT.test(request.path) || INTERACTION.test(request.path)) return next()
      waiting.set(request, next)
      return answer(request, response, next)
    },
    behindSession(request, response, next) {
      if (INTERACTION.test(request.path)) return next()
      waiting.delete(request)
      const error = errorsToShow.get(request)
      return error === undefined ? answer(request, response, next) : parts.showError(request, response, error)
    },
    interactions: createInteractions(load, applications),
    standingOf: people.standingOf,
    warmUp: load,
  }
}

/** The library's own session is of no use from one request to the next. */
function forgetCookie(response: ServerResponse, name: string): void {
  const cookies = [response.getHeader('set-cookie') ?? []].flat().filter((each) => !String(each).startsWith(name))
  if (cookies.length === 0) response.removeHeader('set-cookie')
  else response.setHeader('set-cookie', cookies.map(String))
}

/** Takes an error of the library for an expected ending; any other goes on. */
const refusalOf = (library: Library) => (error: unknown) => {
  if (error instanceof library.errors.OIDCProviderError) return error
  throw error
}

interface Current {
  readonly keyIds: string
  readonly library: Library
  readonly provider: Provider
  readonly handle: ReturnType<Provider['callback']>
}
