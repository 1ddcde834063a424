/**
 * The durable outbox. A mail is written in the transaction that makes it necessary, so that neither exists without the
 * other; the dispatcher sends it afterwards, and tries again until it arrives or is of no use any more.
 */
import type { Sealer } from '../ports/sealer.ts'
import { parseEmailAddress } from './address.ts'
import type { Letter } from './catalogue.ts'
import type { MailLocale } from './mail.ts'

export type MailState = 'pending' | 'sent' | 'undeliverable' | 'expired'

/** A mail to be written into the outbox. */
export type NewMail = Letter & {
  /** Random; it becomes the Message-ID. */
  readonly id: string
  /** As parseEmailAddress gave it. */
  readonly recipient: string
  readonly locale: MailLocale
  /** From this instant the mail is useless: it is never sent at or after it. */
  readonly expiresAt?: number | undefined
  /** What the mail is about (`sign-in:…`, `participant:…`), to ask for its state later. */
  readonly subject?: string | undefined
  readonly at: number
}

/** A mail as it waits: what it says is sealed, because it may hold a code, a link or a password. */
export interface OutboxMail {
  readonly id: string
  readonly recipient: string
  readonly template: string
  readonly sealedLetter: string
  /** Attempts begun, this one included. */
  readonly attempts: number
  readonly createdAt: number
  readonly expiresAt: number | undefined
}

/** What can be told about a mail without opening it. */
export interface MailStatus {
  readonly id: string
  readonly template: string
  readonly state: MailState
  /** Still pending after an attempt that failed. */
  readonly delayed: boolean
  /** What the mail server answered last, without its words. */
  readonly lastError: string | undefined
  readonly createdAt: number
  readonly settledAt: number | undefined
}

export interface OutboxStore {
  add(mail: Omit<OutboxMail, 'attempts'> & { readonly subject: string | undefined }): Promise<void>
  /**
   * Takes one mail that is due, by one statement: of any number of dispatchers exactly one gets it, and alone until
   * `leaseEndsAt`. Should that dispatcher die, the mail is due again then.
   */
  claimDue(at: number, leaseEndsAt: number): Promise<OutboxMail | undefined>
  /** Ends a mail that is pending, and wipes what it said. */
  settle(id: string, state: Exclude<MailState, 'pending'>, at: number, reason?: string): Promise<void>
  /** Gives a claimed mail back, unless its lease ended and another attempt has begun. */
  postpone(claimed: OutboxMail, nextAttemptAt: number, reason: string): Promise<void>
  /** Settles as expired, and wipes, every pending mail about `subject`. */
  withdraw(subject: string, at: number): Promise<void>
  /**
   * A mail that a server had taken came back: `sent` becomes `undeliverable`.
   * @param recipientKey what the recipient's address is compared by: whoever reports must know it and the identifier.
   * @returns false when there is no such mail, or it was not sent.
   */
  bounce(id: string, recipientKey: string, reason: string, at: number): Promise<boolean>
  /** The mails about `subject`, newest first. */
  findBySubject(subject: string): Promise<readonly (MailStatus & { readonly expiresAt: number | undefined })[]>
  /** Forgets the mails that were settled before this instant. @returns how many. */
  removeSettledBefore(instant: number): Promise<number>
}

/**
 * Writes a mail into the outbox, within the caller's transaction when `store` is bound to one. Kick the dispatcher after
 * the transaction.
 * @throws when the recipient is not one clean address: whoever stored it forgot to parse it.
 */
export async function enqueueMail(store: OutboxStore, sealer: Sealer, mail: NewMail): Promise<void> {
  const recipient = parseEmailAddress(mail.recipient)
  if (!recipient.ok) throw new Error('the recipient of a mail must be one clean address')
  const sealedLetter = sealer.seal(
    JSON.stringify({ locale: mail.locale, parameters: mail.parameters }),
    letterContext(mail.id),
  )
  await store.add({
    id: mail.id,
    recipient: recipient.value.address,
    template: mail.template,
    sealedLetter,
    createdAt: mail.at,
    expiresAt: mail.expiresAt,
    subject: mail.subject,
  })
}

/** @throws when the letter was altered, or moved from another mail. */
export function openLetter(sealer: Sealer, mail: OutboxMail): { readonly letter: Letter; readonly locale: MailLocale } {
  const { locale, parameters } = JSON.parse(sealer.open(mail.sealedLetter, letterContext(mail.id)))
  return { letter: { template: mail.template, parameters } as Letter, locale }
}

const letterContext = (mailId: string): string => `mail:${mailId}`

/** The state of the newest mail about `subject`; a mail past its deadline is expired whether or not anyone noticed. */
export async function latestMailAbout(
  store: OutboxStore,
  subject: string,
  at: number,
): Promise<MailStatus | undefined> {
  const [newest] = await store.findBySubject(subject)
  if (newest === undefined) return undefined
  const { expiresAt, ...status } = newest
  const expired = status.state === 'pending' && expiresAt !== undefined && at >= expiresAt
  return expired ? { ...status, state: 'expired', delayed: false } : status
}
