/** Notes that a mail came back, so that whoever it was sent for reads « non distribuée ». */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { JournalStore } from '../journal/journal.ts'
import { readDeliveryReport } from './delivery-report.ts'
import type { OutboxStore } from './outbox.ts'

export const bounceUnknown = defineFailure(
  'mail.bounce-unknown',
  'not-found',
  'The report is about no mail that was sent from here to that address and is still remembered.',
)

export interface Bounce {
  readonly mailId: string
  /** RFC 3463. */
  readonly status: string
}

/** @returns the mails that came back; none when the report tells of a delay or a delivery. */
export async function recordBounce(
  { outbox, journal }: { readonly outbox: OutboxStore; readonly journal: JournalStore },
  message: string,
  at: number,
): Promise<Outcome<readonly Bounce[]>> {
  const report = readDeliveryReport(message)
  if (!report.ok) return report
  const { messageId, recipients } = report.value
  const mailId = messageId.slice(0, messageId.indexOf('@'))
  const failed = recipients.filter(({ action }) => action === 'failed')
  const bounces: Bounce[] = []
  for (const { key, status } of failed) {
    if (!(await outbox.bounce(mailId, key, `returned: ${status}`, at))) continue
    await journal.append('mail.bounced', { mail: mailId, status }, at)
    bounces.push({ mailId, status })
  }
  return failed.length > 0 && bounces.length === 0 ? fail(bounceUnknown({})) : succeed(bounces)
}
