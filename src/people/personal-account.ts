/** The personal account of a candidate for a public office (S0.1 to S0.23): what is asked, and what is wrong with it. */
import { type CalendarDay, isCalendarDay } from './deadlines.ts'

/** Civil status, as declared; only the operator changes it later (S0.23). */
export interface CivilStatus {
  readonly surname: string
  readonly usedName: string
  readonly firstName: string
  readonly otherNames: string
  readonly birthDate: CalendarDay
  readonly birthPlace: string
}

/** As typed. */
export interface PersonalAccountForm extends CivilStatus {
  readonly email: string
  /** That the address is the person's own (S0.1). */
  readonly declaration: boolean
}

export type PersonalAccountFault = 'missing' | 'malformed' | 'shared' | 'too-long'
export type PersonalAccountFaults = Readonly<Partial<Record<keyof PersonalAccountForm, PersonalAccountFault>>>

const LONGEST: Readonly<Record<keyof CivilStatus, number>> = {
  surname: 120,
  usedName: 120,
  firstName: 120,
  otherNames: 200,
  birthDate: 10,
  birthPlace: 120,
}
/** S0.12: the other fields are mandatory. */
const OPTIONAL: ReadonlySet<keyof CivilStatus> = new Set(['usedName', 'otherNames'])
const OLDEST_YEARS = 130

/**
 * @param judgeEmail what is wrong with an address that is not empty.
 * @param today day of the calendar in Paris.
 */
export function readPersonalAccountForm(
  form: PersonalAccountForm,
  judgeEmail: (email: string) => 'malformed' | 'shared' | undefined,
  today: CalendarDay,
): { readonly faults: PersonalAccountFaults } | { readonly civilStatus: CivilStatus } {
  const civilStatus = tidy(form)
  const faults: Partial<Record<keyof PersonalAccountForm, PersonalAccountFault>> = {}
  for (const field of Object.keys(LONGEST) as (keyof CivilStatus)[]) {
    if (civilStatus[field] === '' && !OPTIONAL.has(field)) faults[field] = 'missing'
    if (civilStatus[field].length > LONGEST[field]) faults[field] = 'too-long'
  }
  if (civilStatus.birthDate !== '' && !isBirthDate(civilStatus.birthDate, today)) faults.birthDate = 'malformed'
  const email = form.email.trim() === '' ? 'missing' : judgeEmail(form.email)
  if (email !== undefined) faults.email = email
  if (!form.declaration) faults.declaration = 'missing'
  return Object.keys(faults).length > 0 ? { faults } : { civilStatus }
}

/** A day that exists, is past, and on which somebody alive may have been born. */
const isBirthDate = (day: CalendarDay, today: CalendarDay): boolean =>
  isCalendarDay(day) && day < today && Number(day.slice(0, 4)) >= Number(today.slice(0, 4)) - OLDEST_YEARS

const tidy = (form: CivilStatus): CivilStatus => ({
  surname: oneLine(form.surname),
  usedName: oneLine(form.usedName),
  firstName: oneLine(form.firstName),
  otherNames: oneLine(form.otherNames),
  birthDate: form.birthDate.trim(),
  birthPlace: oneLine(form.birthPlace),
})

/** NFC, without control characters, outer and doubled spaces. */
const oneLine = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

/** What waits for its link. There is no account yet (S0.20), and the address is nobody's. */
export interface PersonalAccountClaim {
  readonly id: string
  readonly email: string
  readonly emailKey: string
  readonly passwordHash: string
  readonly civilStatus: CivilStatus
  readonly claimedAt: number
}

/** The link that was mailed last; only the hash of its secret is kept (RS-2). */
export interface ClaimLink {
  readonly tokenHash: string
  readonly expiresAt: number
}

export interface PersonalAccountStore {
  claim(claim: PersonalAccountClaim, link: ClaimLink): Promise<void>
  findClaim(id: string): Promise<PersonalAccountClaim | undefined>
  /** Whatever became of the link: to send a new one in its place. */
  findClaimByLink(tokenHash: string): Promise<PersonalAccountClaim | undefined>
  /** A new link in place of the one before, which dies. */
  renewLink(claimId: string, link: ClaimLink): Promise<void>
  /** Changes nothing: a mail scanner that opens the link does not use it up. */
  linkIsOpen(tokenHash: string, at: number): Promise<boolean>
  /** One statement: of any number of callers exactly one gets the claim. */
  takeClaim(tokenHash: string, at: number): Promise<PersonalAccountClaim | undefined>
  /** @param declaredAt when the person declared that the address is theirs alone. */
  keep(accountId: string, civilStatus: CivilStatus, declaredAt: number, activatedAt: number): Promise<void>
  find(accountId: string): Promise<CivilStatus | undefined>
}
