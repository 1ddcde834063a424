import type { ErrorId } from '../messages/messages.ts'
import type { fieldNames } from './field-names.ts'

type FieldNames = typeof fieldNames

/** What is wrong, by posted name: `Errors<'email'>` is `{ email?: ErrorId }`. Only fields that a page shows fit. */
export type Errors<Field extends keyof FieldNames> = Readonly<Partial<Record<FieldNames[Field], ErrorId>>>

/** Whatever the form: for the components that only list. */
export type AnyErrors = Readonly<Record<string, ErrorId | undefined>>

export const isInvalid = (errors: AnyErrors | undefined): boolean =>
  Object.values(errors ?? {}).some((error) => error !== undefined)
