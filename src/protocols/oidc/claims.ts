/** What an application is told of a person (reference: claims familiar to French applications), and under which scope. */
import type { Profile } from '../../people/profile.ts'
import type { Registration } from '../../people/registration.ts'
import type { Vouched } from '../voucher.ts'

/** The claims of each scope. Those of `openid` stand in every ID token; of a person's data only `sub` is among them. */
export const CLAIMS_OF_SCOPE = {
  openid: [
    'sub',
    'acr',
    'amr',
    'auth_time',
    'sid',
    'active_profile',
    'idp_id',
    'cgu_version',
    'cgu_accepted_at',
    'certificate_expires_at',
  ],
  profile: ['given_name', 'family_name', 'usual_name', 'preferred_username', 'name', 'locale'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  siren: ['siren', 'siren_source'],
  roles: ['roles'],
  case: ['case'],
  expert: ['court_of_registration', 'specialities', 'cassation_approved'],
  certificate: ['cert'],
} as const

type Claim = (typeof CLAIMS_OF_SCOPE)[keyof typeof CLAIMS_OF_SCOPE][number]
/** Acr, amr and auth_time belong to the login that a token came from, not to the person. */
type PersonalClaim = Exclude<Claim, 'sub' | 'acr' | 'amr' | 'auth_time' | 'sid'>

/** Absent rather than empty: a claim that is not known is undefined. */
export function claimsOf(vouched: Vouched): Readonly<Record<PersonalClaim, unknown>> {
  const { session, account, card, registration, expertise, terms } = vouched
  const phone = registration?.mobile ?? registration?.landline
  return {
    active_profile: session.profile,
    idp_id: session.method,
    case: expertise,
    cgu_version: terms?.version,
    cgu_accepted_at: terms && seconds(terms.acceptedAt),
    certificate_expires_at: card && seconds(card.notAfter),

    given_name: account.givenNames,
    family_name: account.surname,
    usual_name: account.surname,
    preferred_username: account.surname,
    name: `${account.givenNames} ${account.surname}`,
    locale: account.locale,

    email: account.email,
    // Proven by the code of this login, or by the one that ended the registration.
    email_verified: session.method !== 'smart-card' || registration !== undefined,
    phone_number: phone,
    phone_number_verified: phone === undefined ? undefined : false,

    siren: card?.siren,
    siren_source: card?.siren === undefined ? undefined : 'certificate',
    roles: [roleOf(session.profile, registration)],

    court_of_registration: registration?.courtId,
    specialities: registration?.specialities?.codes.map((code) => ({
      edition: registration.specialities?.edition,
      code,
    })),
    cassation_approved: registration?.approvedByCassation,

    cert: card && {
      issuer_cn: card.issuer,
      serial_hex: card.serialNumber,
      sha256: card.sha256,
      not_after: seconds(card.notAfter),
    },
  }
}

/** Instants travel as seconds (RFC 7519 §2). */
const seconds = (at: number): number => Math.floor(at / 1000)

function roleOf(profile: Profile, registration: Registration | undefined): string {
  switch (profile) {
    case 'co-expert':
      return 'co_expert'
    case 'magistrat-greffier':
      return registration?.office ?? 'magistrat_greffier'
    case 'intervenant-de-partie':
      return 'intervenant_partie'
    case 'candidat':
      return 'opm_candidat'
    case 'expert':
    case 'sapiteur':
      return profile
  }
}
