/** At the portal: somebody with a session wants to go on to an application behind a proxy. */
import { fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { Voucher } from '../voucher.ts'
import { levelTooLow, refusalOf } from './admission.ts'
import { DOORWAY } from './doorway.ts'
import { isTarget } from './original-request.ts'
import { requirementOf } from './protected-application.ts'
import { hostUnknown } from './proxy-trust.ts'
import type { Registry } from './registry.ts'
import { type TicketDesk, ticketElsewhere } from './ticket.ts'

/** What the doorway of an application asked for, as the address says it: anybody may have written it. */
export interface WantedEntry {
  readonly applicationId: string
  readonly attemptHash: string
  /** base64url of the path and query that were wanted. */
  readonly target: string
}

/** @returns the address at the application's host to go on to, or why the session does not do. */
export type Entry = (wanted: WantedEntry, sessionHandle: string, at: number) => Promise<Outcome<string>>

export function createEntry(registry: Registry, vouch: Voucher, tickets: TicketDesk): Entry {
  return async ({ applicationId, attemptHash, target: encoded }, sessionHandle, at) => {
    const application = [...(await registry()).byHost.values()].find(({ id }) => id === applicationId)
    if (application === undefined) return fail(hostUnknown({}))
    if (!/^[0-9a-f]{64}$/.test(attemptHash)) return fail(ticketElsewhere({}))
    const vouched = await vouch(sessionHandle, at)
    if (!vouched.ok) return vouched

    const decoded = Buffer.from(encoded, 'base64url').toString('latin1')
    const target = isTarget(decoded) ? decoded : '/'
    const required = requirementOf(application, target.split('?')[0] ?? '/')
    if (!required.ok) return required
    const refusal = refusalOf(vouched.value.session, required.value)
    if (refusal !== undefined) return fail(refusal)

    const ticket = await tickets.issue({ applicationId, attemptHash, sessionHandle, target })
    return succeed(`${application.origin}${DOORWAY}return?ticket=${ticket}`)
  }
}

/** Whether coming with a card would help. */
export const cardHelps = (code: string): boolean => code === levelTooLow.code
