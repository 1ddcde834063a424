/** A secret that travels in a mailed link: random, hashed at rest, single use, short-lived (RS-2, RS-3). */
import { createHash } from 'node:crypto'
import type { Random } from '../ports/random.ts'

/** `invitation`: the first password of somebody invited, see methods/activation-link. */
export type LinkPurpose = 'password-reset' | 'invitation'

/** RS-11. */
export const RESET_LINK_LIFETIME_SECONDS = 30 * 60
/** RS-11. */
export const ACTIVATION_LINK_LIFETIME_SECONDS = 72 * 3600

export interface MailedLink {
  readonly purpose: LinkPurpose
  readonly accountId: string
  readonly expiresAt: number
}

export interface MailedLinkStore {
  /** A new link kills the earlier ones of the same purpose and account. */
  issue(tokenHash: string, link: MailedLink, at: number): Promise<void>
  /** Instants at which links were issued since `since`, oldest first. */
  issuedSince(accountId: string, purpose: LinkPurpose, since: number): Promise<readonly number[]>
  /** Changes nothing: a mail scanner that opens the link does not use it up. */
  peek(tokenHash: string, purpose: LinkPurpose, at: number): Promise<MailedLink | undefined>
  /** Kills whatever link of this purpose the account still has. */
  revoke(accountId: string, purpose: LinkPurpose, at: number): Promise<void>
  /** One statement: of any number of callers exactly one gets the link. */
  take(tokenHash: string, purpose: LinkPurpose, at: number): Promise<MailedLink | undefined>
}

/** Mails with a link to addresses that need not have an account. `recipient` is a fingerprint of the address. */
export interface LinkSendingStore {
  note(id: string, recipient: string, at: number): Promise<void>
  /** Instants of the sendings to a recipient since `since`, oldest first. */
  since(recipient: string, since: number): Promise<readonly number[]>
}

export const newToken = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')
