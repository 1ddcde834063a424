/** A new address of an account: nothing changes before its owner proved that it is theirs (RS-10). */
import { defineFailure } from '../failures/failure.ts'

/** RS-4: what the peers give a link that verifies an address. */
export const EMAIL_CHANGE_LIFETIME_SECONDS = 60 * 60

export const emailUnchanged = defineFailure(
  'people.email-unchanged',
  'invalid-input',
  'The new address is the one that the account has.',
)
export const emailShared = defineFailure(
  'people.email-shared',
  'invalid-input',
  'The address names an office or a function; a personal account needs one of the person.',
)
export const emailChangeDead = defineFailure(
  'people.email-change-dead',
  'conflict',
  'The link was used, has expired, was replaced by a newer one, or the address has an account by now.',
)

export interface EmailChange {
  readonly accountId: string
  readonly email: string
  readonly emailKey: string
  readonly expiresAt: number
}

export interface EmailChangeStore {
  /** A new change kills the one before of the same account. */
  ask(tokenHash: string, change: EmailChange, at: number): Promise<void>
  /** Changes nothing: a mail scanner that opens the link does not use it up. */
  peek(tokenHash: string, at: number): Promise<EmailChange | undefined>
  /** One statement: of any number of callers exactly one gets the change. */
  take(tokenHash: string, at: number): Promise<EmailChange | undefined>
}
