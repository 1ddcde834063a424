/**
 * The grant of an application: registering it was the consent, so that each session grants each application everything
 * that it may ask. Nothing needs to be kept of it: what came from it is found by its name, and can be revoked by it.
 */
import type { AdapterPayload } from 'oidc-provider'
import { CLAIMS_OF_SCOPE } from './claims.ts'

const SCOPES = Object.keys(CLAIMS_OF_SCOPE).join(' ')
const CLAIMS = Object.values(CLAIMS_OF_SCOPE).flat()
const LIFETIME_SECONDS = 3600

/** Neither a subject nor the identifier of an application has a colon in it. */
export const grantIdOf = (subject: string, applicationId: string): string => `${subject}:${applicationId}`

/** @param at epoch milliseconds. */
export function readGrant(grantId: string, at: number): AdapterPayload | undefined {
  const [accountId, clientId, ...more] = grantId.split(':')
  if (!accountId || !clientId || more.length > 0) return undefined
  const iat = Math.floor(at / 1000)
  // The library asks for an expiry; that of the session counts.
  return {
    kind: 'Grant',
    jti: grantId,
    accountId,
    clientId,
    iat,
    exp: iat + LIFETIME_SECONDS,
    openid: { scope: SCOPES, claims: CLAIMS },
  } as AdapterPayload
}
