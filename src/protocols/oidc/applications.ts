/** The registered applications as of a moment ago, and what the provider library is told of each. */
import type { AdapterPayload } from 'oidc-provider'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { createRecent } from '../recent.ts'
import { type Application, type ApplicationStore, type RegisteredApplication, secretContext } from './application.ts'

export interface Applications {
  find(id: string): Promise<Application | undefined>
  list(): Promise<readonly Application[]>
  /** As client metadata (OpenID Connect Registration §2), the secret in clear. */
  readClient(id: string): Promise<AdapterPayload | undefined>
}

export function createApplications(
  store: Pick<ApplicationStore, 'list'>,
  issuer: string,
  sealer: Sealer,
  clock: Clock,
): Applications {
  const recent = createRecent(async () => {
    const registered = await store.list()
    return new Map(
      registered.map((each) => [each.id, { application: each, metadata: metadataOf(each, issuer, sealer) }]),
    )
  }, clock)
  return {
    find: async (id) => (await recent()).get(id)?.application,
    list: async () => [...(await recent()).values()].map(({ application }) => application),
    readClient: async (id) => (await recent()).get(id)?.metadata,
  }
}

/** How codes travel: what is in a fragment or a form would need scripts to get on. */
export const RESPONSE_MODES = ['query']

function metadataOf(application: RegisteredApplication, issuer: string, sealer: Sealer): AdapterPayload {
  const { id, secretSealed, authentication, keys } = application
  return {
    client_id: id,
    client_name: application.name,
    ...(secretSealed === undefined ? {} : { client_secret: sealer.open(secretSealed, secretContext(id)) }),
    ...(keys.length === 0 ? {} : { jwks: { keys: [...keys] } }),
    application_type: 'web',
    redirect_uris: application.redirectUris,
    post_logout_redirect_uris: application.postLogoutRedirectUris,
    subject_type: 'pairwise',
    // Never fetched: the operator vouches for all redirect URIs of an application, on however many hosts.
    sector_identifier_uri: issuer,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    response_modes: RESPONSE_MODES,
    token_endpoint_auth_method: authentication,
    id_token_signed_response_alg: application.signingAlgorithm,
    require_pushed_authorization_requests: application.pushedRequestsOnly,
    dpop_bound_access_tokens: application.boundTokensOnly,
  }
}
