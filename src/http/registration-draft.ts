/** The registration form between the browser and the rules: what was typed, what can be chosen, what is wrong. */
import type { Request } from 'express'
import { COURTS, isCourt } from '../directory/courts.ts'
import { findSpeciality, NOMENCLATURE, searchSpecialities } from '../directory/specialities.ts'
import { parseEmailAddress } from '../mail/address.ts'
import type { ErrorId } from '../messages/messages.ts'
import type { RegistrationFaults, RegistrationForm, RegistrationReferences } from '../people/registration.ts'
import { fieldNames, formActions, ticked } from '../views/field-names.ts'
import type { RegistrationProps } from '../views/pages/registration.tsx'
import { COUNTRIES, isCountry } from './countries.ts'
import { field } from './form.ts'

export interface RegistrationDraft {
  readonly profile: string
  readonly form: RegistrationForm
  readonly search: string
  /** Which button was pressed. */
  readonly action: string
}

const TEXTS = [
  'givenNames',
  'surname',
  'landline',
  'mobile',
  'email',
  'street',
  'streetMore',
  'postcode',
  'town',
  'country',
  'court',
  'cassation',
  'tribunal',
  'office',
] as const

const LONGEST_KEPT = 500
const MOST_KEPT_SPECIALITIES = 200

export const draftOf = (request: Request): RegistrationDraft => ({
  profile: field(request, fieldNames.profile),
  search: field(request, fieldNames.formAction) === formActions.showAll ? '' : searchOf(request),
  action: field(request, fieldNames.formAction),
  form: {
    ...textsFrom((name) => field(request, name).slice(0, LONGEST_KEPT)),
    specialities: several(request, fieldNames.specialities),
    acceptance: field(request, fieldNames.acceptance) === ticked,
  },
})

export const EMPTY_DRAFT: RegistrationDraft = {
  profile: '',
  search: '',
  action: '',
  form: { ...textsFrom(() => ''), country: 'FR', specialities: [], acceptance: false },
}

function textsFrom(read: (name: string) => string) {
  return Object.fromEntries(TEXTS.map((text) => [text, read(fieldNames[text])])) as Record<
    (typeof TEXTS)[number],
    string
  >
}

const searchOf = (request: Request): string => field(request, fieldNames.specialitySearch).slice(0, 80)

function several(request: Request, name: string): readonly string[] {
  const body: unknown = request.body
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((each) => typeof each === 'string' && each !== '').slice(0, MOST_KEPT_SPECIALITIES) as string[]
}

export const REGISTRATION_REFERENCES: RegistrationReferences = {
  edition: NOMENCLATURE.edition,
  isCourt,
  isSpeciality: (code) => findSpeciality(code) !== undefined,
  isCountry,
  isEmail: (text) => parseEmailAddress(text).ok,
}

/** What the page shows and offers. */
export function registrationChoices(
  draft: RegistrationDraft,
): Pick<RegistrationProps, 'values' | 'courts' | 'specialities' | 'countries'> {
  const { form, search } = draft
  return {
    values: {
      ...Object.fromEntries(TEXTS.map((text) => [fieldNames[text], form[text]])),
      ...(form.acceptance ? { [fieldNames.acceptance]: ticked } : {}),
    },
    courts: COURTS,
    specialities: {
      edition: NOMENCLATURE.edition,
      branches: searchSpecialities(search),
      chosen: form.specialities.flatMap((code) => findSpeciality(code) ?? []),
      search,
    },
    countries: COUNTRIES,
  }
}

type RegistrationErrors = NonNullable<RegistrationProps['errors']>

export const errorsOf = (faults: RegistrationFaults): RegistrationErrors =>
  Object.fromEntries(
    Object.entries(faults).map(([name, fault]) => {
      const text = name as keyof RegistrationForm
      return [fieldNames[text], fault === 'too-long' ? 'text-too-long' : ERRORS[text]?.[fault]]
    }),
  ) as RegistrationErrors

const ERRORS: Readonly<Partial<Record<keyof RegistrationForm, Partial<Record<'missing' | 'malformed', ErrorId>>>>> = {
  givenNames: { missing: 'given-names-missing' },
  surname: { missing: 'surname-missing' },
  landline: { malformed: 'phone-malformed' },
  mobile: { malformed: 'phone-malformed' },
  email: { missing: 'email-missing', malformed: 'email-malformed' },
  street: { missing: 'street-missing' },
  postcode: { missing: 'postcode-missing', malformed: 'postcode-malformed' },
  town: { missing: 'town-missing' },
  country: { missing: 'country-missing' },
  court: { missing: 'court-missing' },
  specialities: { missing: 'specialities-missing' },
  tribunal: { missing: 'tribunal-missing' },
  office: { missing: 'office-missing' },
  acceptance: { missing: 'terms-missing' },
}
