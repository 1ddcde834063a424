/** Sends what waits in the outbox; any number of processes may dispatch the same table. */
import type { Clock } from '../ports/clock.ts'
import type { Mailer, MailMessage } from '../ports/mailer.ts'
import type { Sealer } from '../ports/sealer.ts'
import { composeMail } from './compose-mail.ts'
import type { Letterhead } from './mail.ts'
import { type OutboxMail, type OutboxStore, openLetter } from './outbox.ts'
import { nextAttemptAt } from './retry.ts'

/** Runs `task` once, later. @returns what cancels it. */
export type Schedule = (task: () => void, delayMilliseconds: number) => () => void

export interface MailDispatcherParts {
  readonly store: OutboxStore
  readonly mailer: Mailer
  readonly sealer: Sealer
  readonly clock: Clock
  readonly schedule: Schedule
  readonly letterhead: Letterhead
  /** Told of what should not happen: the database does not answer, a letter cannot be opened. Never of a mail's words. */
  readonly report: (error: unknown) => void
  /** Longer than the mailer needs at worst: after it, another process takes the mail for abandoned. Default 90. */
  readonly leaseSeconds?: number
  readonly parallelSendings?: number
}

export interface MailDispatcher {
  /** Sends what is due now. Never rejects; need not be awaited. */
  kick(): Promise<void>
  /** From now on looks every second for what is due, whoever queued it. */
  start(): void
  /** Begins no other sending; resolves when those under way have ended. */
  stop(): Promise<void>
}

const pollMilliseconds = 1000

export function createMailDispatcher(parts: MailDispatcherParts): MailDispatcher {
  const { store, clock, report, leaseSeconds = 90, parallelSendings = 4 } = parts
  const workers = new Set<Promise<void>>()
  let kicks = 0
  let stopped = false
  let cancelTick = () => {}

  async function kick(): Promise<void> {
    kicks += 1
    while (!stopped && workers.size < parallelSendings) {
      const worker: Promise<void> = sendUntilNoneIsDue()
        .catch(report)
        .finally(() => workers.delete(worker))
      workers.add(worker)
    }
    await Promise.all(workers)
  }

  /** A kick that comes while the last worker finds nothing more must not be lost: the worker then looks again. */
  async function sendUntilNoneIsDue(): Promise<void> {
    for (let seen = -1; seen !== kicks && !stopped; ) {
      seen = kicks
      while (!stopped) {
        const at = clock.now()
        const mail = await store.claimDue(at, at + leaseSeconds * 1000)
        if (mail === undefined) break
        await deliver(parts, mail)
      }
    }
  }

  function tick(): void {
    cancelTick = parts.schedule(tick, pollMilliseconds)
    void kick()
  }

  return {
    kick,
    start: tick,
    async stop() {
      stopped = true
      cancelTick()
      await Promise.all(workers)
    },
  }
}

/**
 * One attempt. A crash after the server accepted the mail and before `settle` sends it a second time, when the lease
 * ends: both carry the same Message-ID, by which a mail program may tell. The opposite order would lose mails.
 */
async function deliver(parts: MailDispatcherParts, mail: OutboxMail): Promise<void> {
  const { store, mailer, clock, report } = parts
  const startedAt = clock.now()
  if (mail.expiresAt !== undefined && startedAt >= mail.expiresAt) return store.settle(mail.id, 'expired', startedAt)

  let message: MailMessage
  try {
    message = write(parts, mail)
  } catch (error) {
    report(new Error(`mail ${mail.id} (${mail.template}) cannot be written`, { cause: error }))
    return store.settle(mail.id, 'undeliverable', startedAt, 'cannot be written')
  }

  const delivery = await mailer.send(message)
  const at = clock.now()
  if (delivery.result === 'accepted') return store.settle(mail.id, 'sent', at)
  const next = delivery.result === 'rejected' ? undefined : nextAttemptAt(mail, at)
  if (next === undefined) return store.settle(mail.id, 'undeliverable', at, delivery.reason)
  return store.postpone(mail, next, delivery.reason)
}

function write({ sealer, letterhead }: MailDispatcherParts, mail: OutboxMail): MailMessage {
  const { letter, locale } = openLetter(sealer, mail)
  const senderDomain = letterhead.senderAddress.slice(letterhead.senderAddress.lastIndexOf('@') + 1)
  return {
    to: mail.recipient,
    ...composeMail(letter, locale, letterhead),
    messageId: `${mail.id}@${senderDomain}`,
  }
}
