/**
 * Who a token is about, under three names: the subject that the provider keeps (an account in one session of ours, so that
 * nothing outlives that session), and the `sub` and `sid` that one application sees and no other recognises.
 */
import type { Sealer } from '../../ports/sealer.ts'
import type { Session } from '../../sessions/session.ts'

export interface Subject {
  readonly accountId: string
  readonly sessionHandle: string
}

/** Neither part has a full stop in it. */
export const writeSubject = ({ accountId, handle }: Pick<Session, 'accountId' | 'handle'>): string =>
  `${accountId}.${handle}`

/** @throws when the text was not written by writeSubject. */
export function readSubject(text: string): Subject {
  const [accountId, sessionHandle, ...more] = text.split('.')
  if (!accountId || !sessionHandle || more.length > 0) throw new Error('this is no subject of this provider')
  return { accountId, sessionHandle }
}

/** Stable for an account and an application, whatever sessions and cards come and go (OpenID Connect Core §8.1). */
export const subOf = (sealer: Sealer, accountId: string, applicationId: string): string =>
  sealer.fingerprint(JSON.stringify([applicationId, accountId]), 'oidc sub')

/** The session as one application knows it: named in its ID tokens and in the token that says that it is over. */
export const sidOf = (sealer: Sealer, sessionHandle: string, applicationId: string): string =>
  sealer.fingerprint(JSON.stringify([applicationId, sessionHandle]), 'oidc sid').slice(0, 32)
