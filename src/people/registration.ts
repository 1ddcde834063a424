/** The registration form of a first card login (S1.37): what is asked of whom, and what is wrong with it. */
import type { Profile } from './profile.ts'

/** Those who register by themselves (R7); the others are invited. */
export const REGISTRABLE_PROFILES = ['expert', 'co-expert', 'magistrat-greffier', 'sapiteur'] as const
export type RegistrableProfile = (typeof REGISTRABLE_PROFILES)[number] & Profile

export const isRegistrable = (value: string): value is RegistrableProfile =>
  (REGISTRABLE_PROFILES as readonly string[]).includes(value)

/** As typed. */
export interface RegistrationForm {
  readonly givenNames: string
  readonly surname: string
  readonly landline: string
  readonly mobile: string
  readonly email: string
  readonly street: string
  readonly streetMore: string
  readonly postcode: string
  readonly town: string
  readonly country: string
  readonly court: string
  readonly specialities: readonly string[]
  readonly cassation: string
  readonly tribunal: string
  readonly office: string
  readonly acceptance: boolean
}

/** As kept with the account. What a profile is not asked is absent. */
export interface Registration {
  readonly profile: RegistrableProfile
  readonly givenNames: string
  readonly surname: string
  readonly landline: string | undefined
  readonly mobile: string | undefined
  readonly address: PostalAddress | undefined
  /** Of directory/courts; exactly one (S1.54). */
  readonly courtId: string | undefined
  readonly specialities: { readonly edition: string; readonly codes: readonly string[] } | undefined
  readonly approvedByCassation: boolean | undefined
  readonly tribunal: string | undefined
  readonly office: 'magistrat' | 'greffier' | undefined
}

export interface PostalAddress {
  readonly street: string
  readonly streetMore: string
  readonly postcode: string
  readonly town: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

export type RegistrationFault = 'missing' | 'malformed' | 'too-long'
export type RegistrationFaults = Readonly<Partial<Record<keyof RegistrationForm, RegistrationFault>>>

/** What the form's answers are checked against. */
export interface RegistrationReferences {
  readonly edition: string
  isCourt(id: string): boolean
  isSpeciality(code: string): boolean
  isCountry(code: string): boolean
  isEmail(text: string): boolean
}

const LONGEST_TEXT = 200
const MOST_SPECIALITIES = 60
/** Digits, spaces, dots, brackets; at least eight digits. */
const PHONE = /^\+?[\d\s().-]{8,30}$/
const FRENCH_POSTCODE = /^\d{5}$/

export function readRegistration(
  profile: RegistrableProfile,
  form: RegistrationForm,
  known: RegistrationReferences,
): { readonly faults: RegistrationFaults } | { readonly registration: Registration } {
  const text = trimmed(form)
  const faults: Partial<Record<keyof RegistrationForm, RegistrationFault>> = {}
  const fault = (field: keyof RegistrationForm, wrong: RegistrationFault) => {
    faults[field] ??= wrong
  }
  const demand = (...fields: (keyof Texts)[]) => {
    for (const field of fields) if (text[field] === '') fault(field, 'missing')
  }

  for (const field of Object.keys(text) as (keyof Texts)[]) {
    if (text[field].length > LONGEST_TEXT) fault(field, 'too-long')
  }
  demand('givenNames', 'surname', 'email')
  if (text.email !== '' && !known.isEmail(text.email)) fault('email', 'malformed')
  for (const phone of ['landline', 'mobile'] as const) {
    if (text[phone] !== '' && !PHONE.test(text[phone])) fault(phone, 'malformed')
  }
  if (!form.acceptance) fault('acceptance', 'missing')

  const listed = profile === 'expert' || profile === 'co-expert'
  if (listed) {
    demand('street', 'postcode', 'town')
    if (!known.isCountry(text.country)) fault('country', 'missing')
    if (text.country === 'FR' && text.postcode !== '' && !FRENCH_POSTCODE.test(text.postcode)) {
      fault('postcode', 'malformed')
    }
    if (!known.isCourt(text.court)) fault('court', 'missing')
    const { specialities } = form
    if (specialities.length === 0 || !specialities.every(known.isSpeciality)) fault('specialities', 'missing')
    if (specialities.length > MOST_SPECIALITIES) fault('specialities', 'too-long')
  }
  const office = OFFICES.find((each) => each === text.office)
  if (profile === 'magistrat-greffier') {
    demand('tribunal')
    if (office === undefined) fault('office', 'missing')
  }
  if (Object.keys(faults).length > 0) return { faults }

  const { street, streetMore, postcode, town, country } = text
  return {
    registration: {
      profile,
      givenNames: text.givenNames,
      surname: text.surname,
      landline: text.landline || undefined,
      mobile: text.mobile || undefined,
      address: listed ? { street, streetMore, postcode, town, country } : undefined,
      courtId: listed ? text.court : undefined,
      specialities: listed ? { edition: known.edition, codes: [...new Set(form.specialities)].sort() } : undefined,
      approvedByCassation: listed && text.cassation !== '' ? text.cassation === 'oui' : undefined,
      tribunal: profile === 'magistrat-greffier' ? text.tribunal : undefined,
      office: profile === 'magistrat-greffier' ? office : undefined,
    },
  }
}

const OFFICES = ['magistrat', 'greffier'] as const

type Texts = {
  readonly [Field in keyof RegistrationForm as RegistrationForm[Field] extends string ? Field : never]: string
}

/** NFC, without control characters, outer and doubled spaces. */
const trimmed = (form: RegistrationForm): Texts =>
  Object.fromEntries(
    Object.entries(form)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([field, typed]) => [
        field,
        typed
          .normalize('NFC')
          .replace(/[\p{Cc}\s]+/gu, ' ')
          .trim(),
      ]),
  ) as Texts

export interface RegistrationStore {
  keep(accountId: string, registration: Registration, at: number): Promise<void>
  find(accountId: string): Promise<Registration | undefined>
}
