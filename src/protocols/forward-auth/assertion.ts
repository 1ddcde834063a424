/**
 * What an application is told of a request: who, as what, how logged in, signed for this application, method and host and
 * for half a minute. Verified with the key set of Parvis; the type keeps it apart from every other token (RFC 8725 §3.11).
 */
import { acrOf, amrOf } from '../../assurance/assurance.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { signJwt } from '../keys/sign-jwt.ts'
import type { Vouched } from '../voucher.ts'
import { hostOf, type ProtectedApplication } from './protected-application.ts'

export const ASSERTION_TYPE = 'parvis-assertion+jwt'
export const ASSERTION_LIFETIME_SECONDS = 30

/** @returns a compact JWS. */
export type Asserter = (application: ProtectedApplication, vouched: Vouched, method: string, at: number) => string

/** @param issuer whose key set verifies it. */
export function createAsserter(keys: Pick<KeyRing, 'active'>, sealer: Sealer, issuer: string): Asserter {
  return (application, vouched, method, at) => {
    const issuedAt = seconds(at)
    return signJwt(keys.active('ES256', at), ASSERTION_TYPE, {
      iss: issuer,
      aud: application.origin,
      iat: issuedAt,
      exp: issuedAt + ASSERTION_LIFETIME_SECONDS,
      htm: method,
      host: hostOf(application),
      ...personOf(application, vouched, sealer),
    })
  }
}

function personOf(application: ProtectedApplication, vouched: Vouched, sealer: Sealer) {
  const { session, account, card, expertise, terms } = vouched
  return {
    sub: subjectOf(sealer, account.id, application.id),
    name: `${account.givenNames} ${account.surname}`,
    given_name: account.givenNames,
    usual_name: account.surname,
    email: account.email,
    active_profile: session.profile,
    acr: acrOf(session.assurance),
    amr: amrOf(session.assurance),
    auth_time: seconds(session.authenticatedAt),
    case: expertise,
    siren: card?.siren,
    certificate_expires_at: card && seconds(card.notAfter),
    cgu_version: terms?.version,
    cgu_accepted_at: terms && seconds(terms.acceptedAt),
  }
}

/** The person as this application alone knows them, whatever sessions and cards come and go. */
export const subjectOf = (sealer: Sealer, accountId: string, applicationId: string): string =>
  sealer.fingerprint(JSON.stringify([applicationId, accountId]), 'forward-auth sub')

/** Instants travel as seconds (RFC 7519 §2). */
const seconds = (at: number): number => Math.floor(at / 1000)
