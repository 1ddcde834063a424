/** The mail catcher of the demo: what Parvis sends is read here, and leaves the machine by no way. */
import type { Clock } from '../../../ports/clock.ts'
import { catchMails } from './catch-mails.ts'
import { rememberMails } from './caught-mails.ts'
import { showMails } from './show-mails.ts'

export interface Mailbox {
  readonly smtpPort: number
  readonly httpPort: number
  /** Where people and scripts read: the page, and JSON at `/messages`. */
  readonly url: string
  stop(): Promise<void>
}

const remembered = 500

/**
 * Listens on the loopback only. @param ports 0 for any free one.
 * @throws with a sentence for the operator when a port is taken; nothing is left listening then.
 */
export async function startMailbox(ports: {
  readonly smtpPort: number
  readonly httpPort: number
  readonly clock: Clock
}): Promise<Mailbox> {
  const mails = rememberMails(remembered)
  const smtp = await catchMails(ports.smtpPort, mails, ports.clock)
  const http = await showMails(ports.httpPort, mails).catch(async (error) => {
    await smtp.close()
    throw error
  })
  return {
    smtpPort: smtp.port,
    httpPort: http.port,
    url: `http://localhost:${http.port}`,
    stop: async () => void (await Promise.all([smtp.close(), http.close()])),
  }
}
