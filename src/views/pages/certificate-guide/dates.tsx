import type { Messages } from '../../../messages/messages.ts'
import { Facts } from '../../components/facts.tsx'

/** Days of the calendar, `2026-03-31`. */
interface Period {
  readonly from: string
  readonly until: string
}

export interface OrderDates {
  /** Of the present certificate; absent for a first order. */
  readonly certificateEnd?: string
  readonly order?: Period
  readonly presidentBack: string
  readonly delivery: Period
  /** The present certificate may end first. */
  readonly late: boolean
}

export function OrderDatesPanel({ m, certificateEnd, order, ...dates }: OrderDates & { readonly m: Messages }) {
  const text = m.certificateGuide
  const day = m.formats.calendarDate
  const between = ({ from, until }: Period) => text.between(day(from), day(until))
  return (
    <section class="panel">
      <h2>{text.dates}</h2>
      <Facts
        entries={[
          [text.certificateEnd, certificateEnd && day(certificateEnd)],
          [text.orderWindow, order && between(order)],
          [text.presidentBack, text.around(day(dates.presidentBack))],
          [text.delivery, between(dates.delivery)],
        ]}
      />
      <p class="hint">{text.datesHint}</p>
    </section>
  )
}
