/** The form « Ajouter un intervenant »: profile, names, address; every fault at once. */
import { type EmailAddress, parseEmailAddress } from '../mail/address.ts'
import type { Profile } from '../people/profile.ts'

export interface NewcomerForm {
  readonly givenNames: string
  readonly surname: string
  readonly email: string
}

export interface Newcomer {
  readonly profile: Profile
  readonly names: { readonly givenNames: string; readonly surname: string }
  readonly address: EmailAddress
}

export type NewcomerFault = 'missing' | 'malformed' | 'too-long'
export type NewcomerFaults = Readonly<Partial<Record<'profile' | keyof NewcomerForm, NewcomerFault>>>

const LONGEST_NAME = 100

/** @param profile undefined when none, or none that may be invited, was chosen. */
export function readNewcomer(
  profile: Profile | undefined,
  form: NewcomerForm,
): { readonly newcomer: Newcomer } | { readonly faults: NewcomerFaults } {
  const names = { givenNames: oneLine(form.givenNames), surname: oneLine(form.surname) }
  const address = parseEmailAddress(form.email)
  const faults: NewcomerFaults = {
    ...(profile === undefined ? { profile: 'missing' } : {}),
    ...faultOfName('givenNames', names.givenNames),
    ...faultOfName('surname', names.surname),
    ...(address.ok ? {} : { email: form.email.trim() === '' ? 'missing' : 'malformed' }),
  }
  return profile !== undefined && address.ok && Object.keys(faults).length === 0
    ? { newcomer: { profile, names, address: address.value } }
    : { faults }
}

const faultOfName = (field: 'givenNames' | 'surname', name: string): NewcomerFaults => {
  if (name === '') return { [field]: 'missing' }
  return name.length > LONGEST_NAME ? { [field]: 'too-long' } : {}
}

/** NFC, without control and format characters, outer and doubled spaces. */
const oneLine = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
