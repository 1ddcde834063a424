import { createTransport } from 'nodemailer'
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool'
import type { Clock } from '../ports/clock.ts'
import type { MailDelivery, Mailer, MailMessage } from '../ports/mailer.ts'
import { smtpAnswer } from './smtp-answer.ts'
import type { SmtpRoute } from './smtp-route.ts'

export interface SmtpMailerSettings {
  /** Tried in order: the next one when the one before could not take the mail now. */
  readonly routes: readonly SmtpRoute[]
  readonly sender: { readonly name: string; readonly address: string }
  /** PEM of the authorities of the mail servers, when they are not public ones. */
  readonly authorities?: string
  readonly clock: Clock
  readonly timeLimits?: SmtpTimeLimits
}

interface SmtpTimeLimits {
  readonly connectionSeconds: number
  /** Without a byte from the server. */
  readonly silenceSeconds: number
  /** One mail over one route; what a server that trickles its answers runs into. */
  readonly attemptSeconds: number
}

/** Two routes at their slowest stay below the lease of a mail (mail/dispatcher). */
const defaultLimits: SmtpTimeLimits = { connectionSeconds: 5, silenceSeconds: 10, attemptSeconds: 30 }

/** An SMTP client (RFC 5321) with few, short-lived connections. Nothing of a mail is logged. */
export interface SmtpMailer extends Mailer {
  /** Ends the connections; what is being sent counts as deferred. */
  close(): void
}

export function createSmtpMailer(settings: SmtpMailerSettings): SmtpMailer {
  const { routes, sender, clock, timeLimits = defaultLimits } = settings
  const transports = routes.map((route) =>
    createTransport({ ...connectionOptions(route, timeLimits, settings.authorities), pool: true }),
  )

  async function attempt(transport: (typeof transports)[number], message: MailMessage): Promise<MailDelivery> {
    try {
      await transport.sendMail({
        envelope: { from: sender.address, to: message.to },
        from: sender,
        to: { name: '', address: message.to },
        subject: message.subject,
        text: message.text,
        html: message.html,
        textEncoding: 'quoted-printable',
        messageId: `<${message.messageId}>`,
        date: new Date(clock.now()),
        /** RFC 3834 §5: no holiday message in return. */
        headers: { 'Auto-Submitted': 'auto-generated' },
        xMailer: false,
        signal: AbortSignal.timeout(timeLimits.attemptSeconds * 1000),
      })
      return { result: 'accepted' }
    } catch (error) {
      return smtpAnswer(error)
    }
  }

  return {
    async send(message) {
      let delivery: MailDelivery = { result: 'deferred', reason: 'no mail server' }
      for (const transport of transports) {
        delivery = await attempt(transport, message)
        if (delivery.result !== 'deferred') return delivery
      }
      return delivery
    },
    close() {
      for (const transport of transports) transport.close({ force: true })
    },
  }
}

function connectionOptions(route: SmtpRoute, limits: SmtpTimeLimits, authorities?: string): SMTPPoolOptions {
  return {
    host: route.host,
    port: route.port,
    secure: route.security === 'tls',
    requireTLS: route.security === 'starttls',
    ignoreTLS: route.security === 'none',
    tls: { minVersion: 'TLSv1.2', ...(authorities !== undefined && { ca: authorities }) },
    ...(route.credentials && { auth: { user: route.credentials.user, pass: route.credentials.password } }),
    connectionTimeout: limits.connectionSeconds * 1000,
    greetingTimeout: limits.connectionSeconds * 1000,
    socketTimeout: limits.silenceSeconds * 1000,
    maxConnections: 4,
    // Shorter than any server's patience, so that a mail is not handed to a connection that is about to end.
    idleTimeout: 5000,
    // Trying again is the outbox's decision.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
