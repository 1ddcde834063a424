/** A secret that travels in a mailed link: random, hashed at rest, single use, short-lived (RS-2, RS-3). */
import { createHash } from 'node:crypto'
import type { Random } from '../ports/random.ts'

export type LinkPurpose = 'password-reset'

/** RS-11. */
export const RESET_LINK_LIFETIME_SECONDS = 30 * 60

export interface MailedLink {
  readonly purpose: LinkPurpose
  readonly accountId: string
  readonly expiresAt: number
}

export interface MailedLinkStore {
  /** A new link kills the earlier ones of the same purpose and account. */
  issue(tokenHash: string, link: MailedLink, at: number): Promise<void>
  /** Changes nothing: a mail scanner that opens the link does not use it up. */
  peek(tokenHash: string, purpose: LinkPurpose, at: number): Promise<MailedLink | undefined>
  /** One statement: of any number of callers exactly one gets the link. */
  take(tokenHash: string, purpose: LinkPurpose, at: number): Promise<MailedLink | undefined>
}

export const newToken = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')
