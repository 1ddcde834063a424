/**
 * The order of a professional certificate, first or next, as its holder goes through it (S2.1 to S2.32). It happens at the
 * authority and at the Compagnie; what is kept here is how far the person is.
 */
import { type CalendarDay, isCalendarDay } from './deadlines.ts'

/** S2.2. */
export const ORDER_PORTAL = 'https://portail-pki.certeurope.fr/ws/EXPERTS'
/** S2.26: Trusted Key Manager. */
export const SOFTWARE_SITE = 'https://support.certeurope.fr/'

/** S2.29, in their order. */
export const ORDER_STEPS = ['choose', 'pay', 'president', 'send', 'receive', 'activate'] as const
export type OrderStep = (typeof ORDER_STEPS)[number]

/** S2.7. */
export const SUPPORTS = ['card', 'key'] as const
export type Support = (typeof SUPPORTS)[number]

export interface CertificateOrder {
  /** As it is to stand on the attestation. */
  readonly name: string
  readonly siren: string
  readonly compagnieId: string
  readonly support: Support | undefined
  /** The day on which each step was done. */
  readonly done: Readonly<Partial<Record<OrderStep, CalendarDay>>>
  /** When the signed record of delivery went back (S2.25). */
  readonly recordReturnedOn: CalendarDay | undefined
}

export const NEW_ORDER: CertificateOrder = {
  name: '',
  siren: '',
  compagnieId: '',
  support: undefined,
  done: {},
  recordReturnedOn: undefined,
}

/** Where a day stands in the form. */
export type OrderDay = OrderStep | 'record'
export type OrderDayFault = 'malformed' | 'future' | 'order'

/** @returns what is wrong with the days typed: each exists, is not to come, and is not before a step that precedes it. */
export function faultsOfDays(
  days: Readonly<Record<OrderDay, string>>,
  today: CalendarDay,
): Readonly<Partial<Record<OrderDay, OrderDayFault>>> {
  const faults: Partial<Record<OrderDay, OrderDayFault>> = {}
  let latest: CalendarDay = ''
  for (const day of IN_ORDER) {
    const typed = days[day]
    if (typed === '') continue
    if (!isCalendarDay(typed)) faults[day] = 'malformed'
    else if (typed > today) faults[day] = 'future'
    else if (typed < latest) faults[day] = 'order'
    else if (day !== 'record') latest = typed
  }
  return faults
}

/** The record goes back once the card is there; it does not hold the activation up. */
const IN_ORDER: readonly OrderDay[] = ['choose', 'pay', 'president', 'send', 'receive', 'record', 'activate']

/** @returns the first step that is not done, or undefined when all are. A later step that is done covers those before. */
export const nextStep = ({ done }: Pick<CertificateOrder, 'done'>): OrderStep | undefined =>
  ORDER_STEPS[ORDER_STEPS.findLastIndex((step) => done[step] !== undefined) + 1]

/** Nothing more to do: the certificate works and the record went back. */
export const isFinished = (order: CertificateOrder): boolean =>
  order.done.activate !== undefined && order.recordReturnedOn !== undefined

export interface CertificateOrderStore {
  /** The one under way. */
  find(accountId: string): Promise<CertificateOrder | undefined>
  /** Begins one when none is under way; ends it when it is finished. */
  keep(id: string, accountId: string, order: CertificateOrder, at: number): Promise<void>
}
