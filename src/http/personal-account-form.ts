/** The form of a personal account between the browser and the rules. */
import type { Request } from 'express'
import type { parseEmailAddress } from '../mail/address.ts'
import type { ErrorId } from '../messages/messages.ts'
import type { PersonalAccountFaults, PersonalAccountForm } from '../people/personal-account.ts'
import { isRoleAddress } from '../people/role-address.ts'
import type { Errors } from '../views/errors.ts'
import { fieldNames, ticked } from '../views/field-names.ts'
import type { CreateAccountProps } from '../views/pages/create-account.tsx'
import { field } from './form.ts'

export type FormErrors = NonNullable<CreateAccountProps['errors']>

export const formOf = (request: Request): PersonalAccountForm => ({
  email: field(request, fieldNames.email),
  surname: field(request, fieldNames.surname),
  usedName: field(request, fieldNames.usedName),
  firstName: field(request, fieldNames.givenNames),
  otherNames: field(request, fieldNames.otherNames),
  birthDate: field(request, fieldNames.birthDate),
  birthPlace: field(request, fieldNames.birthPlace),
  declaration: field(request, fieldNames.declaration) === ticked,
})

/** Nothing typed is lost but the passwords, which no page gives back. */
export const valuesOf = (form: PersonalAccountForm): NonNullable<CreateAccountProps['values']> => ({
  [fieldNames.email]: form.email,
  [fieldNames.surname]: form.surname,
  [fieldNames.usedName]: form.usedName,
  [fieldNames.givenNames]: form.firstName,
  [fieldNames.otherNames]: form.otherNames,
  [fieldNames.birthDate]: form.birthDate,
  [fieldNames.birthPlace]: form.birthPlace,
  ...(form.declaration ? { [fieldNames.declaration]: ticked } : {}),
})

export const faultOf = (address: ReturnType<typeof parseEmailAddress>) => {
  if (!address.ok) return 'malformed'
  return isRoleAddress(address.value.address) ? 'shared' : undefined
}

export const errorsOf = (faults: PersonalAccountFaults): FormErrors =>
  Object.fromEntries(
    Object.entries(faults).map(([name, fault]) => {
      const { posted, ...texts } = ERRORS[name as keyof PersonalAccountForm]
      return [posted, fault === 'too-long' ? 'text-too-long' : texts[fault]]
    }),
  ) as Errors<'email'>

const ERRORS: Readonly<
  Record<
    keyof PersonalAccountForm,
    { readonly posted: string } & Readonly<Partial<Record<'missing' | 'malformed' | 'shared', ErrorId>>>
  >
> = {
  email: {
    posted: fieldNames.email,
    missing: 'email-missing',
    malformed: 'email-malformed',
    shared: 'email-shared',
  },
  surname: { posted: fieldNames.surname, missing: 'surname-missing' },
  usedName: { posted: fieldNames.usedName },
  firstName: { posted: fieldNames.givenNames, missing: 'given-names-missing' },
  otherNames: { posted: fieldNames.otherNames },
  birthDate: {
    posted: fieldNames.birthDate,
    missing: 'birth-date-missing',
    malformed: 'birth-date-malformed',
  },
  birthPlace: { posted: fieldNames.birthPlace, missing: 'birth-place-missing' },
  declaration: { posted: fieldNames.declaration, missing: 'declaration-missing' },
}
