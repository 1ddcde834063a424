/** A message ready to be sent: single recipient, both forms of the text. */
export interface MailMessage {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Stable per message across retries, so that a server that got it twice can tell. RFC 5322 §3.6.4, without brackets. */
  readonly messageId: string
}

/** How a server answered (RFC 5321 §4.2.1): taken, not now, or never. */
export type MailDelivery =
  | { readonly result: 'accepted' }
  | { readonly result: 'deferred'; readonly reason: string }
  | { readonly result: 'rejected'; readonly reason: string }

export interface Mailer {
  /** Never throws: a dead or slow server is `deferred`. */
  send(message: MailMessage): Promise<MailDelivery>
}
