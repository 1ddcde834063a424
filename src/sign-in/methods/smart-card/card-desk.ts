/**
 * How a card gets from the card listener to the browser that asked, and to no other. The portal opens a one-time address
 * for a browser; the listener examines what is presented there and sends the browser back with a one-time ticket
 * (256 bits, 60 s, single use); the portal redeems it only for the browser that asked. Somebody who lures a card holder
 * to an address of theirs gets nothing: the ticket goes back with the card holder's browser, which did not ask.
 */
import { defineFailure, fail, type Outcome, succeed } from '../../../failures/failure.ts'
import type { EphemeralStore } from '../../../ports/ephemeral-store.ts'
import type { Random } from '../../../ports/random.ts'
import { hashOfToken } from '../../mailed-link.ts'
import type { CardExamination, PresentedCertificate } from './card-examination.ts'

export const TICKET_LIFETIME_SECONDS = 60
/** Time to find the card, choose the certificate and type the PIN. */
export const ADDRESS_LIFETIME_SECONDS = 10 * 60
const TICKET_BYTES = 32
/** 128 bits as a DNS label: letters and digits, at most 63 of them. */
const LABEL_BYTES = 16

export const ticketSpent = defineFailure(
  'card.ticket-spent',
  'conflict',
  'The ticket was used before, is older than 60 seconds, or never existed.',
)
export const ticketElsewhere = defineFailure(
  'card.ticket-other-browser',
  'forbidden',
  'The ticket was made for another browser than the one that brought it.',
)

/** What the card is presented for. */
export type CardPurpose = { readonly kind: 'sign-in'; readonly signInId: string } | { readonly kind: 'test' }

interface Asked {
  readonly browserKey: string
  readonly purpose: CardPurpose
}

export interface KeptExamination {
  /** What the person reads to support: why it ended so is kept under it. */
  readonly reference: string
  readonly examination: CardExamination
}

/** Examines what was presented, and keeps the evidence before anybody is told. */
export type KeepingExaminer = (
  presented: PresentedCertificate | undefined,
  purpose: CardPurpose['kind'],
  at: number,
) => Promise<KeptExamination>

export interface Redeemed extends KeptExamination {
  readonly purpose: CardPurpose
}

export interface CardDesk {
  /** @returns the one-time address at which this browser is to present its certificate. */
  open(browserKey: string, purpose: CardPurpose): Promise<string>
  /**
   * At the card listener, with what the browser presented at the address `label`.
   * @returns a ticket to send the browser back with, or undefined when nobody asked for this address.
   */
  receive(
    label: string,
    presented: PresentedCertificate | undefined,
    at: number,
  ): Promise<{ readonly ticket: string; readonly purpose: CardPurpose } | undefined>
  redeem(browserKey: string, ticket: string): Promise<Outcome<Redeemed>>
}

/** @param addressOf makes the address of a label: a name under the card origin, or a parameter where there is one name. */
export function createCardDesk(
  ephemeral: EphemeralStore,
  random: Random,
  examine: KeepingExaminer,
  addressOf: (label: string) => string,
): CardDesk {
  return {
    async open(browserKey, purpose) {
      const label = Buffer.from(random.bytes(LABEL_BYTES)).toString('hex')
      const asked: Asked = { browserKey, purpose }
      await ephemeral.put(addressKey(label), JSON.stringify(asked), ADDRESS_LIFETIME_SECONDS)
      return addressOf(label)
    },

    async receive(label, presented, at) {
      const kept = await ephemeral.take(addressKey(label))
      if (kept === undefined) return undefined
      const { browserKey, purpose } = JSON.parse(kept) as Asked
      const examined = await examine(presented, purpose.kind, at)
      const ticket = Buffer.from(random.bytes(TICKET_BYTES)).toString('base64url')
      const brought = JSON.stringify({ browserKey, purpose, ...examined })
      await ephemeral.put(ticketKey(ticket), brought, TICKET_LIFETIME_SECONDS)
      return { ticket, purpose }
    },

    async redeem(browserKey, ticket) {
      const kept = await ephemeral.take(ticketKey(ticket))
      if (kept === undefined) return fail(ticketSpent({}))
      const { browserKey: asker, ...redeemed } = JSON.parse(kept) as Asked & Redeemed
      return asker === browserKey ? succeed(redeemed) : fail(ticketElsewhere({}))
    },
  }
}

const addressKey = (label: string): string => `card-address:${hashOfToken(label)}`
const ticketKey = (ticket: string): string => `card-ticket:${hashOfToken(ticket)}`
