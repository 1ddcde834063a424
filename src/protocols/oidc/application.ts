/** An application as the operator registered it: what it may ask, and what it is told. */
import type { AssuranceLevel } from '../../assurance/assurance.ts'
import type { Profile } from '../../people/profile.ts'
import type { SigningAlgorithm } from '../keys/signing-key.ts'

/** `none`: the application can keep no secret, and proves with PKCE alone that it asked. */
export const CLIENT_AUTHENTICATIONS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const
export type ClientAuthentication = (typeof CLIENT_AUTHENTICATIONS)[number]

/** The operator's choice for one application, and where it was decided. */
export interface FrenchScale {
  /** `eidas3` only when the authority's proof of identity and the link with the court's list are held to be certified. */
  readonly card: 'eidas2' | 'eidas3'
  /** Password and mailed code. */
  readonly code: 'eidas0-mfa' | 'eidas1' | 'eidas1-mfa'
  /** Reference of the written decision. */
  readonly decision: string
}

export interface Application {
  /** `client_id`. */
  readonly id: string
  /** Shown to people. */
  readonly name: string
  /** Where people find it. */
  readonly homeUri: string | undefined
  /** Compared to the letter (threat of open redirects). */
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly backChannelLogoutUri: string | undefined
  /** Addresses that are not public and that the logout token may be sent to all the same. */
  readonly privateAddresses: readonly string[]
  readonly authentication: ClientAuthentication
  /** Public keys (JWK) of an application that authenticates with `private_key_jwt`. */
  readonly keys: readonly Readonly<Record<string, unknown>>[]
  readonly signingAlgorithm: SigningAlgorithm
  /** The profiles that may come in; empty for all. */
  readonly profiles: readonly Profile[]
  /** Below this nobody comes in, whatever the request says. */
  readonly minimumLevel: AssuranceLevel
  /** Told on the French scale, as the operator decided; undefined: on ours. */
  readonly frenchScale: FrenchScale | undefined
  readonly pushedRequestsOnly: boolean
  /** Tokens bound to a key of the application (RFC 9449). */
  readonly boundTokensOnly: boolean
}

export interface RegisteredApplication extends Application {
  readonly secretSealed: string | undefined
  readonly addedAt: number
  readonly secretChangedAt: number | undefined
}

export interface ApplicationStore {
  /** @returns false when the identifier is taken. */
  add(application: RegisteredApplication): Promise<boolean>
  find(id: string): Promise<RegisteredApplication | undefined>
  /** By name of identifier. */
  list(): Promise<readonly RegisteredApplication[]>
  /** @returns false when there is no such application. */
  changeSecret(id: string, secretSealed: string, at: number): Promise<boolean>
  /** Its logins go with it. @returns false when there is no such application. */
  remove(id: string): Promise<boolean>
}

export const secretContext = (applicationId: string): string => `oidc client secret ${applicationId}`
