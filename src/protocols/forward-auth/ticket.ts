/**
 * How a login gets from the portal to an application's own host: a one-time ticket (256 bits, 60 s) in the address that the
 * browser is sent to, good only in the browser that set out from that host. Somebody who lures a person to an address of
 * theirs plants no session: the ticket does not belong to that person's browser.
 */
import { hash } from 'node:crypto'
import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { EphemeralStore } from '../../ports/ephemeral-store.ts'
import type { Random } from '../../ports/random.ts'

export const TICKET_LIFETIME_SECONDS = 60

export const ticketSpent = defineFailure(
  'forward-auth.ticket-spent',
  'conflict',
  'The ticket to the application was used before, is older than 60 seconds, or never existed.',
)
export const ticketElsewhere = defineFailure(
  'forward-auth.ticket-elsewhere',
  'forbidden',
  'The ticket was made for another application, or for another browser than the one that brought it.',
)

export interface Passage {
  readonly applicationId: string
  /** SHA-256 of what the browser holds at the application's host. */
  readonly attemptHash: string
  readonly sessionHandle: string
  /** Path and query of the page that was wanted. */
  readonly target: string
}

export interface TicketDesk {
  issue(passage: Passage): Promise<string>
  redeem(ticket: string, applicationId: string, attempt: string): Promise<Outcome<Passage>>
}

export function createTicketDesk(ephemeral: EphemeralStore, random: Random): TicketDesk {
  return {
    async issue(passage) {
      const ticket = newSecret(random)
      await ephemeral.put(keyOf(ticket), JSON.stringify(passage), TICKET_LIFETIME_SECONDS)
      return ticket
    },

    async redeem(ticket, applicationId, attempt) {
      const kept = await ephemeral.take(keyOf(ticket))
      if (kept === undefined) return fail(ticketSpent({}))
      const passage = JSON.parse(kept) as Passage
      return passage.applicationId === applicationId && passage.attemptHash === hash('sha256', attempt)
        ? succeed(passage)
        : fail(ticketElsewhere({}))
    },
  }
}

/** 256 bits, base64url. */
export const newSecret = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')

const keyOf = (ticket: string): string => `application-ticket:${hash('sha256', ticket)}`
