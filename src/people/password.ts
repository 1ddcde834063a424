/**
 * The password of an account without card: 15 characters or more, 64 and beyond accepted, no composition rule, no
 * expiry, a block list with context words (PW-1, PW-8, PW-9, PW-10, PW-11, PW-17).
 */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { isCommonPassword } from './common-passwords.ts'

export const PASSWORD_MINIMUM_CHARACTERS = 15
/** A bound for the hash function's sake; far above the 64 that PW-8 asks for. */
export const PASSWORD_MAXIMUM_CHARACTERS = 256
/** RS-11: an initial password that nobody used in time is dead. */
export const TEMPORARY_PASSWORD_LIFETIME_SECONDS = 72 * 3600

export const passwordTooShort = defineFailure<{ minimum: number }>(
  'people.password-too-short',
  'invalid-input',
  'The new password has too few characters.',
)
export const passwordTooLong = defineFailure<{ maximum: number }>(
  'people.password-too-long',
  'invalid-input',
  'The new password has too many characters.',
)
export const passwordTooCommon = defineFailure(
  'people.password-too-common',
  'invalid-input',
  'The new password is on the block list, repeats itself, or is made of words of the context.',
)
export const passwordUnchanged = defineFailure(
  'people.password-unchanged',
  'invalid-input',
  'The new password is the one it should replace.',
)

/** NFC, so that the same keys on another keyboard give the same password; one code point counts as one character. */
export const normalisePassword = (typed: string): string => typed.normalize('NFC')

/** @param context words that make a password easy to guess here: the person's names and address, the product's name. */
export function judgeNewPassword(typed: string, context: readonly string[]): Outcome<string> {
  const password = normalisePassword(typed)
  const characters = [...password].length
  if (characters < PASSWORD_MINIMUM_CHARACTERS) return fail(passwordTooShort({ minimum: PASSWORD_MINIMUM_CHARACTERS }))
  if (characters > PASSWORD_MAXIMUM_CHARACTERS) return fail(passwordTooLong({ maximum: PASSWORD_MAXIMUM_CHARACTERS }))
  if (isCommonPassword(password, context)) return fail(passwordTooCommon({}))
  return succeed(password)
}

export interface StoredPassword {
  readonly hash: string
  readonly kind: 'temporary' | 'chosen'
  readonly expiresAt: number | undefined
}

export interface PasswordStore {
  find(accountId: string): Promise<StoredPassword | undefined>
  set(accountId: string, password: StoredPassword, at: number): Promise<void>
  /** One statement: never in place of a password that the person chose. @returns whether it was set. */
  setTemporary(accountId: string, hash: string, expiresAt: number, at: number): Promise<boolean>
  /** Kills a temporary password; one that the person chose stays. */
  dropTemporary(accountId: string): Promise<void>
}
