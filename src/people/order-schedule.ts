/** The delays of an order as dates (S2.30, S2.31): indicative, moved to a working day. */
import type { CertificateOrder } from './certificate-order.ts'
import { addMonths, type CalendarDay, type IsHoliday, lastDay } from './deadlines.ts'

/** S2.31: between three and two months before the present certificate ends. */
const ORDER_MONTHS_BEFORE = { from: 3, until: 2 }
/** S2.30: between sending the documents to the president and having them back. */
const PRESIDENT = { months: 1 }
/** S2.30: between sending the file to the authority and holding the card. */
const DELIVERY = { from: { days: 3 * 7 }, until: { days: 6 * 7 } }

export interface OrderSchedule {
  /** When to order, where there is a certificate that ends. */
  readonly order: { readonly from: CalendarDay; readonly until: CalendarDay } | undefined
  /** When the documents come back from the president. */
  readonly presidentBack: CalendarDay
  /** When the card comes. */
  readonly delivery: { readonly from: CalendarDay; readonly until: CalendarDay }
  /** The present certificate may end before the next one is there. */
  readonly late: boolean
}

/**
 * @param certificateEnd last day of the present certificate; undefined for a first one.
 * @param today what is not done yet is taken as done today.
 */
export function scheduleOf(
  { done }: Pick<CertificateOrder, 'done'>,
  certificateEnd: CalendarDay | undefined,
  today: CalendarDay,
  isHoliday: IsHoliday,
): OrderSchedule {
  const presidentBack = lastDay(done.president ?? today, PRESIDENT, isHoliday)
  const sent = done.send ?? (presidentBack > today ? presidentBack : today)
  const delivery = {
    from: lastDay(sent, DELIVERY.from, isHoliday),
    until: lastDay(sent, DELIVERY.until, isHoliday),
  }
  return {
    order:
      certificateEnd === undefined
        ? undefined
        : {
            from: addMonths(certificateEnd, -ORDER_MONTHS_BEFORE.from),
            until: addMonths(certificateEnd, -ORDER_MONTHS_BEFORE.until),
          },
    presidentBack,
    delivery,
    late: certificateEnd !== undefined && done.receive === undefined && delivery.until > certificateEnd,
  }
}
