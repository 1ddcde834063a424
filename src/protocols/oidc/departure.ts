/** Logout that an application asks for (OpenID Connect RP-Initiated Logout §2); the library has checked the request. */
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Sealer } from '../../ports/sealer.ts'
import type { Session } from '../../sessions/session.ts'
import { sidOf } from './subject.ts'

export interface Departure {
  readonly applicationName: string | undefined
  /** Registered address to go back to, its state with it. */
  readonly returnTo: string | undefined
  /**
   * The application showed an ID token of this very session, so nobody needs to be asked. Without it any page of the web
   * could log people out.
   */
  readonly proven: boolean
}

/** @returns undefined when the request was refused. */
export function departureOf(
  { oidc, status }: KoaContextWithOIDC,
  session: Session | undefined,
  sealer: Sealer,
): Departure | undefined {
  const state = oidc.session?.state as LogoutState | undefined
  if (status !== 200 || state?.secret === undefined) return undefined
  const { Client: client, IdTokenHint: hint } = oidc.entities
  return {
    applicationName: client?.clientName,
    returnTo: state.postLogoutRedirectUri && withState(state.postLogoutRedirectUri, state.state),
    proven:
      session !== undefined &&
      client !== undefined &&
      hint?.payload['sid'] === sidOf(sealer, session.handle, client.clientId),
  }
}

/** What the library's own logout page would go on with. */
interface LogoutState {
  readonly secret?: string
  readonly postLogoutRedirectUri?: string
  readonly state?: string
}

function withState(uri: string, state: string | undefined): string {
  if (state === undefined) return uri
  const url = new URL(uri)
  url.searchParams.set('state', state)
  return url.href
}
