/** How the provider library is set up: every decision on one screen. Whatever is not named here is off. */
import type { Configuration, KoaContextWithOIDC, default as LibraryProvider } from 'oidc-provider'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { UsableSigningKey } from '../keys/key-ring.ts'
import { SIGNING_ALGORITHMS } from '../keys/signing-key.ts'
import { ACR_VALUES } from './acr.ts'
import { createAdapter } from './adapter.ts'
import { CLIENT_AUTHENTICATIONS } from './application.ts'
import type { Applications } from './applications.ts'
import type { ArtifactStore } from './artifact.ts'
import { CLAIMS_OF_SCOPE } from './claims.ts'
import type { Codes } from './code.ts'
import { grantIdOf } from './grant.ts'
import type { People, VouchedAccount } from './person.ts'
import { createPolicy } from './policy.ts'
import type { RequestWrites } from './request-writes.ts'
import { isAcrClaim } from './requirement.ts'
import { readSubject, subOf } from './subject.ts'

export type Library = typeof import('oidc-provider')

export interface ProviderParts {
  readonly issuer: string
  readonly people: People
  readonly applications: Applications
  readonly artifacts: ArtifactStore
  readonly writes: RequestWrites
  readonly codes: Codes
  readonly sealer: Sealer
  readonly clock: Clock
  /** Shows what went wrong where no application can be told. */
  readonly showError: (
    ctx: KoaContextWithOIDC,
    error: { error: string; error_description?: string | undefined },
  ) => void
}

const MINUTE = 60
const HOUR = 3600
const ASYMMETRIC = ['ES256', 'EdDSA', 'PS256', 'RS256'] as const

export function createProvider(library: Library, parts: ProviderParts, keys: readonly UsableSigningKey[]) {
  const { people, applications, artifacts: store, writes, codes, sealer, clock } = parts
  const { readClient } = applications
  const configuration: Configuration = {
    adapter: createAdapter({ store, writes, codes, readClient, clock, errors: library.errors }),
    jwks: { keys: keys.map(({ privateJwk }) => privateJwk) },
    findAccount: people.findAccount,
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, subject, client) => subOf(sealer, readSubject(subject).accountId, client.clientId),
    sectorIdentifierUriValidate: () => false,

    responseTypes: ['code'],
    clientAuthMethods: [...CLIENT_AUTHENTICATIONS],
    scopes: ['openid'],
    claims: Object.fromEntries(Object.entries(CLAIMS_OF_SCOPE).map(([scope, claims]) => [scope, [...claims]])),
    acrValues: ACR_VALUES,
    pkce: { required: () => true },
    enabledJWA: {
      idTokenSigningAlgValues: [...SIGNING_ALGORITHMS],
      clientAuthSigningAlgValues: [...ASYMMETRIC],
      dPoPSigningAlgValues: [...ASYMMETRIC],
    },
    features: {
      claimsParameter: { enabled: true, assertClaimsParameter: refuseUnreadableAcr },
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      // Each application sees and revokes its own tokens, and no others.
      introspection: { enabled: true, allowedPolicy: ofThisClient(stillVouchedFor) },
      revocation: { enabled: true, allowedPolicy: ofThisClient(async () => true) },
      pushedAuthorizationRequests: { enabled: true },
      resourceIndicators: { enabled: false },
      // What follows is decided where the session of the portal is known (leaving.ts).
      rpInitiatedLogout: { enabled: true, logoutSource: emptyPage, postLogoutSuccessSource: emptyPage },
      userinfo: { enabled: true },
    },
    // Sent by our own queue, whoever ended the session (logout-queue.ts).
    discovery: { backchannel_logout_supported: true, backchannel_logout_session_supported: true },

    interactions: {
      policy: createPolicy(library.interactionPolicy, people.judge),
      url: (_ctx, { uid }) => `${new URL(parts.issuer).pathname}/interaction/${uid}`,
    },
    // No parameter of ours: the one place that runs for every request, before the session is looked at.
    extraParams: { parvis_session: (ctx) => people.adopt(ctx) },
    loadExistingGrant: loadGrant,
    renderError: (ctx, error) => parts.showError(ctx, error),

    // What a token is worth is asked of the session of the portal each time, not of the provider's.
    expiresWithSession: () => false,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    ttl: {
      AuthorizationCode: MINUTE,
      AccessToken: (ctx) => Math.min(10 * MINUTE, remainingSeconds(ctx)),
      IdToken: (ctx) => Math.min(HOUR, remainingSeconds(ctx)),
      RefreshToken: remainingSeconds,
      Grant: HOUR,
      Session: HOUR,
      Interaction: HOUR,
    },

    routes: {
      end_session: '/logout',
      introspection: '/introspection',
      pushed_authorization_request: '/par',
      revocation: '/revocation',
      userinfo: '/userinfo',
    },
    cookies: {
      keys: [sealer.fingerprint('', 'oidc cookies')],
      names: {
        session: '__Host-parvis-oidc',
        interaction: '__Secure-parvis-oidc-demande',
        resume: '__Secure-parvis-oidc-reprise',
      },
      // Never sent: the library's session does not outlive a request.
      long: { httpOnly: true, secure: true, sameSite: 'lax', path: '/', signed: false },
      short: { httpOnly: true, secure: true, sameSite: 'lax', signed: true },
    },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => false,
    fetch: refuseToFetch,
  }
  return new library.default(parts.issuer, configuration)

  function remainingSeconds(ctx: KoaContextWithOIDC): number {
    const account = ctx.oidc.entities.Account as VouchedAccount | undefined
    if (account === undefined) return HOUR
    return Math.max(1, Math.floor((account.vouched.session.expiresAt - clock.now()) / 1000))
  }

  async function stillVouchedFor(ctx: KoaContextWithOIDC, subject: string | undefined): Promise<boolean> {
    return subject !== undefined && (await people.findAccount(ctx, subject)) !== undefined
  }

  async function refuseUnreadableAcr(_ctx: KoaContextWithOIDC, claims: { id_token?: object | undefined }) {
    const asked = claims.id_token as { acr?: unknown } | undefined
    if (!isAcrClaim(asked?.acr)) throw new library.errors.InvalidRequest('the acr claim has values that are no strings')
  }
}

type Provider = LibraryProvider

export type { Provider }

async function loadGrant({ oidc }: KoaContextWithOIDC) {
  const { provider, client, account } = oidc
  return client && account && provider.Grant.find(grantIdOf(account.accountId, client.clientId))
}

type TokenPolicy = (
  ctx: KoaContextWithOIDC,
  client: { readonly clientId: string },
  token: { readonly clientId?: string | undefined },
) => Promise<boolean>

const ofThisClient =
  (also: (ctx: KoaContextWithOIDC, subject: string | undefined) => Promise<boolean>): TokenPolicy =>
  async (ctx, client, token) =>
    token.clientId === client.clientId && also(ctx, 'accountId' in token ? String(token.accountId) : undefined)

const emptyPage = (ctx: KoaContextWithOIDC) => {
  ctx.body = ''
}

const refuseToFetch = async () => {
  throw new Error('the provider fetches nothing: applications register their keys themselves')
}
