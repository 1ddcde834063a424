/** At the portal: somebody wants to go on to an application behind a proxy. What stands between, one thing at a time. */
import type { Failure } from '../../failures/failure.ts'
import type { Profile } from '../../people/profile.ts'
import { acceptanceOwed, sessionOver, type Voucher } from '../voucher.ts'
import type { ApplicationSessionStore } from './application-session.ts'
import { DOORWAY } from './doorway.ts'
import { isTarget } from './original-request.ts'
import { type ProtectedApplication, requirementOf } from './protected-application.ts'
import { hostUnknown } from './proxy-trust.ts'
import { levelTooLow, profileNotAdmitted, refusalOf } from './refusal.ts'
import type { Registry } from './registry.ts'
import { type TicketDesk, ticketElsewhere } from './ticket.ts'

/** What the doorway of an application asked for, as the address says it: anybody may have written it. */
export interface WantedEntry {
  readonly applicationId: string
  readonly attemptHash: string
  /** base64url of the path and query that were wanted. */
  readonly target: string
}

export type EntryStep =
  | { readonly step: 'sign-in' }
  | { readonly step: 'accept-terms' }
  | {
      readonly step: 'choose-profile'
      readonly application: ProtectedApplication
      readonly admitted: readonly Profile[]
    }
  | { readonly step: 'use-card'; readonly application: ProtectedApplication }
  | { readonly step: 'refuse'; readonly failure: Failure }
  /** `location` is at the application's host, and holds a ticket. */
  | { readonly step: 'go'; readonly application: ProtectedApplication; readonly location: string }

export interface Entry {
  /** @param sessionHandle of the browser's session; undefined when it has none. */
  enter(wanted: WantedEntry, sessionHandle: string | undefined, at: number): Promise<EntryStep>
  /** The application that an address names. */
  find(applicationId: string): Promise<ProtectedApplication | undefined>
  /** Where the sessions of a person are open now. */
  openedBy(accountId: string, at: number): Promise<readonly OpenedEntry[]>
}

export interface OpenedEntry {
  readonly application: ProtectedApplication
  readonly sessionHandle: string
  readonly openedAt: number
}

interface EntryParts {
  readonly registry: Registry
  readonly vouch: Voucher
  readonly tickets: TicketDesk
  readonly applicationSessions: Pick<ApplicationSessionStore, 'ofAccount'>
  readonly idleSeconds: number
}

export function createEntry({ registry, vouch, tickets, applicationSessions, idleSeconds }: EntryParts): Entry {
  const find = async (id: string) => [...(await registry()).byHost.values()].find((each) => each.id === id)

  async function enter(wanted: WantedEntry, sessionHandle: string | undefined, at: number): Promise<EntryStep> {
    const application = await find(wanted.applicationId)
    if (application === undefined) return refuse(hostUnknown({}))
    if (!/^[0-9a-f]{64}$/.test(wanted.attemptHash)) return refuse(ticketElsewhere({}))
    if (sessionHandle === undefined) return { step: 'sign-in' }

    const target = targetOf(wanted)
    const required = requirementOf(application, target.split('?')[0] ?? '/')
    if (!required.ok) return refuse(required.failure)
    const vouched = await vouch(sessionHandle, at)
    if (!vouched.ok) return stepFor(vouched.failure)
    const { session } = vouched.value
    const refusal = refusalOf(session, required.value)
    if (refusal?.code === profileNotAdmitted.code) {
      return { step: 'choose-profile', application, admitted: required.value.profiles ?? [] }
    }
    if (refusal?.code === levelTooLow.code && session.method !== 'smart-card') return { step: 'use-card', application }
    if (refusal !== undefined) return refuse(refusal)

    const { applicationId, attemptHash } = wanted
    const ticket = await tickets.issue({ applicationId, attemptHash, sessionHandle, target })
    return { step: 'go', application, location: `${application.origin}${DOORWAY}return?ticket=${ticket}` }
  }

  async function openedBy(accountId: string, at: number): Promise<readonly OpenedEntry[]> {
    const opened = await applicationSessions.ofAccount(accountId, at, idleSeconds)
    const entries = await Promise.all(
      opened.map(async (each) => ({ ...each, application: await find(each.applicationId) })),
    )
    return entries.flatMap(({ application, ...each }) => (application === undefined ? [] : [{ ...each, application }]))
  }

  return { enter, find, openedBy }
}

const refuse = (failure: Failure): EntryStep => ({ step: 'refuse', failure })

function stepFor(failure: Failure): EntryStep {
  switch (failure.code) {
    case sessionOver.code:
      return { step: 'sign-in' }
    case acceptanceOwed.code:
      return { step: 'accept-terms' }
    default:
      return refuse(failure)
  }
}

function targetOf({ target }: WantedEntry): string {
  const decoded = Buffer.from(target, 'base64url').toString('latin1')
  return isTarget(decoded) ? decoded : '/'
}
