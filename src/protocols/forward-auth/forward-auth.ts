/**
 * Forward-auth: a proxy (nginx, HAProxy, Traefik, Caddy, Envoy) asks Parvis about each request to an application behind it.
 * Answered straight from the socket, before any framework: it is asked for every picture of every page.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Outcome } from '../../failures/failure.ts'
import type { JournalStore } from '../../journal/journal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { EphemeralStore } from '../../ports/ephemeral-store.ts'
import type { Random } from '../../ports/random.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { SessionStore } from '../../sessions/session.ts'
import type { TermsStore } from '../../terms/terms.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { StandingStore } from '../standing.ts'
import { createVoucher } from '../voucher.ts'
import { createAdmissions } from './admissions.ts'
import { refuse } from './answer.ts'
import type { ApplicationSessionStore } from './application-session.ts'
import { createAsserter } from './assertion.ts'
import { createDoorway, DOORWAY, type PortalAddresses } from './doorway.ts'
import { createEntry, type Entry } from './entry.ts'
import { type OriginalRequest, readHandedOn, readHeaders, readOriginalRequest } from './original-request.ts'
import type { ProtectedApplicationStore } from './protected-application.ts'
import { createProxyTrust } from './proxy-trust.ts'
import { createRegistry } from './registry.ts'
import { createTicketDesk } from './ticket.ts'
import { createVerifier } from './verify.ts'

export interface ForwardAuthStores {
  readonly protectedApplications: ProtectedApplicationStore
  readonly applicationSessions: ApplicationSessionStore
  readonly standings: StandingStore
  readonly sessions: SessionStore
  readonly terms: TermsStore
  readonly journal: JournalStore
}

export interface ForwardAuthParts {
  readonly stores: ForwardAuthStores
  readonly ephemeral: EphemeralStore
  readonly keys: Pick<KeyRing, 'active'>
  readonly sealer: Sealer
  readonly random: Random
  readonly clock: Clock
  readonly idleSeconds: number
  /** Whose key set verifies the assertions. */
  readonly issuer: string
  readonly portal: PortalAddresses
  readonly isTrustedProxy: (address: string | undefined) => boolean
  readonly report: (error: unknown) => void
}

export interface ForwardAuth {
  /** @returns false when the request is none of its own, and untouched. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  readonly entry: Entry
}

export const VERIFY = '/auth/verify'
/** Envoy writes the original path behind a fixed one, and keeps method and host. */
const BEHIND = `${VERIFY}/ext-authz`
/** The proxy makes the redirection itself, out of a header. */
const BY_HEADER = `${VERIFY}?redirect=header`

export function createForwardAuth(parts: ForwardAuthParts): ForwardAuth {
  const { stores, ephemeral, keys, sealer, random, clock, idleSeconds, issuer, portal, report } = parts
  const registry = createRegistry(stores.protectedApplications, stores.terms, clock)
  const vouch = createVoucher(stores.standings, async () => (await registry()).terms, idleSeconds)
  const tickets = createTicketDesk(ephemeral, random)
  const trust = createProxyTrust(parts.isTrustedProxy)
  const admissions = createAdmissions({ ...stores, vouch, registry, clock })
  const verify = createVerifier({
    admissions,
    registry,
    trust,
    assert: createAsserter(keys, sealer, issuer),
    sealer,
    clock,
  })
  const doorway = createDoorway({ ...stores, vouch, tickets, registry, trust, portal, random, clock })

  return {
    answer(request, response) {
      const { url = '', method = '' } = request
      // Some proxies add the query of the original request.
      const isVerify = url === VERIFY || url.startsWith(`${VERIFY}?`) || url.startsWith(`${BEHIND}/`)
      if (!isVerify && !url.startsWith(DOORWAY)) return false
      const original = readOriginal(request.rawHeaders, method, url)
      if (!original.ok) {
        refuse(response, original.failure)
        return true
      }
      const failed = (error: unknown) => {
        report(error)
        if (!response.headersSent) refuse(response, { category: 'unavailable', code: 'forward-auth.unavailable' })
      }
      try {
        const answered = isVerify
          ? verify(request, response, original.value, url === BY_HEADER ? 'header' : 'answer')
          : doorway(request, response, original.value)
        answered?.catch(failed)
      } catch (error) {
        failed(error)
      }
      return true
    },
    entry: createEntry({ ...stores, registry, vouch, tickets, idleSeconds }),
  }
}

function readOriginal(rawHeaders: readonly string[], method: string, url: string): Outcome<OriginalRequest> {
  const headers = readHeaders(rawHeaders)
  if (!headers.ok) return headers
  if (url.startsWith(DOORWAY)) return readHandedOn(headers.value, method, url)
  if (url.startsWith(BEHIND)) return readHandedOn(headers.value, method, url.slice(BEHIND.length))
  return readOriginalRequest(headers.value)
}
