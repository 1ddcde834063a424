/** The two fields of a new password: what is missing, and what a rule found wrong. */
import type { Request } from 'express'
import type { Failure } from '../failures/failure.ts'
import type { ErrorId } from '../messages/messages.ts'
import { passwordTooCommon, passwordTooLong, passwordTooShort, passwordUnchanged } from '../people/password.ts'
import type { Errors } from '../views/errors.ts'
import { fieldNames } from '../views/field-names.ts'
import { field } from './form.ts'

export type PasswordErrors = Errors<'currentPassword' | 'newPassword' | 'confirmation'>

export function whatIsMissing(request: Request): PasswordErrors | undefined {
  const typed = field(request, fieldNames.newPassword)
  const confirmation = field(request, fieldNames.confirmation)
  if (typed === '') return { [fieldNames.newPassword]: 'new-password-missing' }
  if (confirmation === '') return { [fieldNames.confirmation]: 'confirmation-missing' }
  return typed === confirmation ? undefined : { [fieldNames.confirmation]: 'confirmation-different' }
}

/** @returns undefined for a failure that is not about the password. */
export function newPasswordErrors({ code }: Failure): PasswordErrors | undefined {
  const error = ERROR_OF[code]
  return error === undefined ? undefined : { [fieldNames.newPassword]: error }
}

const ERROR_OF: Readonly<Partial<Record<string, ErrorId>>> = {
  [passwordTooShort.code]: 'new-password-short',
  [passwordTooLong.code]: 'new-password-long',
  [passwordTooCommon.code]: 'new-password-common',
  [passwordUnchanged.code]: 'new-password-same',
}
