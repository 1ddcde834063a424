/**
 * What Parvis answers on an application's own host, below `/.parvis/`, because the portal's cookie is not sent there:
 *
 *   login ──▶ portal: sign-in, terms, card ──▶ return, with a ticket ──▶ the page that was wanted
 *   logout ─▶ portal: « Vous êtes déconnecté »
 */

import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { defineFailure, type Outcome, succeed } from '../../failures/failure.ts'
import type { JournalStore } from '../../journal/journal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { SessionStore } from '../../sessions/session.ts'
import type { StandingStore } from '../standing.ts'
import type { Voucher } from '../voucher.ts'
import { redirect, refuse } from './answer.ts'
import { type ApplicationSessionStore, COOKIES, readCookie, writeCookie } from './application-session.ts'
import { isTarget, type OriginalRequest } from './original-request.ts'
import type { RegisteredProtectedApplication } from './protected-application.ts'
import { hostUnknown, type ProxyTrust, proxyNotTrusted } from './proxy-trust.ts'
import type { Registry } from './registry.ts'
import { newSecret, type TicketDesk } from './ticket.ts'

export const DOORWAY = '/.parvis/'

export const noSuchDoor = defineFailure(
  'forward-auth.no-such-door',
  'not-found',
  'Below /.parvis/ of an application there are only login, return and logout.',
)
export const logoutFromElsewhere = defineFailure(
  'forward-auth.logout-from-elsewhere',
  'forbidden',
  'The logout was not asked for by a page of the application.',
)

/** Where the portal goes on. */
export interface PortalAddresses {
  /** Takes `application`, `empreinte` and `vers`; or `echec`, to say that it did not work. */
  readonly enter: string
  readonly signedOut: string
}

export interface DoorwayParts {
  readonly applicationSessions: Pick<ApplicationSessionStore, 'open' | 'find'>
  readonly sessions: Pick<SessionStore, 'end'>
  readonly standings: StandingStore
  readonly journal: Pick<JournalStore, 'append'>
  readonly vouch: Voucher
  readonly tickets: TicketDesk
  readonly registry: Registry
  readonly trust: ProxyTrust
  readonly portal: PortalAddresses
  readonly random: Random
  readonly clock: Clock
}

export type Doorway = (request: IncomingMessage, response: ServerResponse, original: OriginalRequest) => Promise<void>

/** Leaves room for the rest of the address on its way through the portal. */
const LONGEST_RETURN = 1_200

export function createDoorway(parts: DoorwayParts): Doorway {
  const { applicationSessions, sessions, standings, journal, vouch, tickets, registry, trust, portal, random, clock } =
    parts

  return async ({ socket }, response, original) => {
    if (!trust.mayAsk(socket, original.secret)) return refuse(response, proxyNotTrusted({}))
    const application = (await registry()).byHost.get(original.host)
    if (application === undefined) return refuse(response, hostUnknown({}))
    if (!trust.speaksFor(application, socket, original.secret)) return refuse(response, proxyNotTrusted({}))
    const { pathname, searchParams } = new URL(original.target, application.origin)
    switch (`${original.method} ${pathname}`) {
      case `GET ${DOORWAY}login`:
        return begin(response, original, application, searchParams.get('vers') ?? '')
      case `GET ${DOORWAY}return`:
        return comeBack(response, original, application, searchParams.get('ticket') ?? '')
      case `POST ${DOORWAY}logout`:
        return leave(response, original, application)
      default:
        return refuse(response, noSuchDoor({}))
    }
  }

  /** The browser gets a secret that the ticket will be bound to; two tabs share it. */
  function begin(response: ServerResponse, original: OriginalRequest, { id }: Application, wanted: string): void {
    const known = readCookie(original.cookies, COOKIES.attempt)
    const attempt = known ?? newSecret(random)
    const query = new URLSearchParams({
      application: id,
      empreinte: hash('sha256', attempt),
      vers: Buffer.from(isTarget(wanted) && wanted.length <= LONGEST_RETURN ? wanted : '/').toString('base64url'),
    })
    const cookies = known === undefined ? [writeCookie(COOKIES.attempt, attempt)] : []
    redirect(response, `${portal.enter}?${query}`, cookies)
  }

  async function comeBack(
    response: ServerResponse,
    original: OriginalRequest,
    application: Application,
    ticket: string,
  ): Promise<void> {
    const attempt = readCookie(original.cookies, COOKIES.attempt) ?? ''
    const redeemed = await tickets.redeem(ticket, application.id, attempt)
    const opened = redeemed.ok ? await open(application, redeemed.value.sessionHandle) : redeemed
    if (!redeemed.ok || !opened.ok) return redirect(response, `${portal.enter}?echec=oui`)
    return redirect(response, `${application.origin}${redeemed.value.target}`, [
      writeCookie(COOKIES.session, opened.value),
    ])
  }

  async function open(application: Application, sessionHandle: string): Promise<Outcome<string>> {
    const at = clock.now()
    const vouched = await vouch(sessionHandle, at)
    if (!vouched.ok) return vouched
    const cookie = newSecret(random)
    await applicationSessions.open(hash('sha256', cookie), { applicationId: application.id, sessionHandle }, at)
    const { account, session } = vouched.value
    const data = { account: account.id, application: application.id, session: session.handle }
    await journal.append('application.entered', data, at)
    return succeed(cookie)
  }

  /** Ends the session of Parvis itself: whoever logs out here is out everywhere. */
  async function leave(response: ServerResponse, original: OriginalRequest, application: Application): Promise<void> {
    if (!original.isSameOrigin) return refuse(response, logoutFromElsewhere({}))
    const cookie = readCookie(original.cookies, COOKIES.session)
    const opened = cookie === undefined ? undefined : await applicationSessions.find(hash('sha256', cookie))
    if (opened?.applicationId === application.id) await end(opened.sessionHandle)
    return redirect(response, portal.signedOut, [`${writeCookie(COOKIES.session, '')}; Max-Age=0`])
  }

  async function end(sessionHandle: string): Promise<void> {
    const at = clock.now()
    const session = (await standings.find(sessionHandle))?.session
    if (session === undefined || session.endedAt !== undefined) return
    await sessions.end(session.idHash, 'signed-out', at)
    const data = { account: session.accountId, session: session.handle, reason: 'signed-out' }
    await journal.append('session.ended', data, at)
  }
}

type Application = RegisteredProtectedApplication
