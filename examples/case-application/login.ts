/** The conversation with Parvis, by openid-client: out, back, step-up to the card, logout. */
import * as client from 'openid-client'
import type { Attempt, Person } from './session-store.ts'

/** The level of a card whose key is in hardware. */
export const WITH_CARD = 'urn:parvis:acr:cert-hw'

export interface Registration {
  /** `https://acces.example.fr/oidc` */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Origin of this application. */
  readonly origin: string
}

export function createLogin({ issuer, clientId, clientSecret, origin }: Registration) {
  let discovered: Promise<client.Configuration> | undefined
  const configuration = () => {
    discovered ??= client.discovery(new URL(issuer), clientId, clientSecret).catch((error: unknown) => {
      discovered = undefined
      throw error
    })
    return discovered
  }

  return {
    /** @param level asked for, and not merely wished for: Parvis answers with it or not at all. */
    async begin(then: string, level?: string): Promise<{ readonly location: string; readonly attempt: Attempt }> {
      const attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        then,
      }
      const location = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${origin}/retour`,
        scope: 'openid profile case',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        ...(level === undefined
          ? {}
          : { claims: JSON.stringify({ id_token: { acr: { essential: true, values: [level] } } }) }),
      })
      return { location: location.href, attempt }
    },

    /** @throws when anything about the answer is not what this browser asked for. */
    async finish(attempt: Attempt, callback: URL): Promise<Person> {
      const tokens = await client.authorizationCodeGrant(await configuration(), callback, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
      })
      const claims = tokens.claims()
      if (claims === undefined || tokens.id_token === undefined) throw new Error('no ID token')
      const about = await client.fetchUserInfo(await configuration(), tokens.access_token, claims.sub)
      return {
        sub: claims.sub,
        sid: textOf(claims['sid']),
        name: about.name ?? claims.sub,
        profile: textOf(claims['active_profile']),
        acr: textOf(claims['acr']),
        idToken: tokens.id_token,
      }
    },

    async leave(idToken: string): Promise<string> {
      return client.buildEndSessionUrl(await configuration(), {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${origin}/`,
      }).href
    },
  }
}

const textOf = (claim: unknown): string => (typeof claim === 'string' ? claim : '')
