/** Mail: the outbox and who empties it. */
import { setTimeout as delay } from 'node:timers/promises'
import { createSmtpMailer } from '../adapters/smtp-mailer.ts'
import { smtpRoute } from '../adapters/smtp-route.ts'
import { createMailDispatcher } from '../mail/dispatcher.ts'
import type { OutboxStore } from '../mail/outbox.ts'
import type { Clock } from '../ports/clock.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Settings } from '../settings/schema.ts'

/** A page waits this long for its mail to leave, so that it can tell when sending is delayed. */
const PATIENCE_MS = 1_000

/** For the sendings under way when the service stops. */
const STOPPING_MS = 4_000

export interface Outbox {
  sendNow(): Promise<void>
  start(): void
  stop(): Promise<void>
}

interface Parts {
  readonly store: OutboxStore
  readonly sealer: Sealer
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

export function openOutbox(settings: Settings, { store, sealer, clock, report }: Parts): Outbox {
  const { from, smtp } = settings.mail
  const mailer = createSmtpMailer({ routes: smtp.map(smtpRoute), sender: from, clock })
  const dispatcher = createMailDispatcher({
    store,
    mailer,
    sealer,
    clock,
    schedule: (task, milliseconds) => {
      const timer = setTimeout(task, milliseconds)
      return () => clearTimeout(timer)
    },
    letterhead: {
      serviceName: 'Parvis',
      portalOrigin: settings.portal.origin,
      senderAddress: from.address,
      support: settings.support,
    },
    report,
  })
  return {
    async sendNow() {
      await Promise.race([dispatcher.kick(), delay(PATIENCE_MS, undefined, { ref: false })])
    },
    start: () => dispatcher.start(),
    async stop() {
      const stopped = dispatcher.stop()
      await Promise.race([stopped, delay(STOPPING_MS, undefined, { ref: false })])
      // What a silent server still holds counts as deferred, and is sent after the next start.
      mailer.close()
      await stopped
    },
  }
}
