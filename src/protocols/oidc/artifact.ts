/** What the provider keeps between two requests: codes, tokens, proofs that were used, requests that wait. */
import { hash } from 'node:crypto'

export interface Artifact {
  /** The provider's name for its kind: `AuthorizationCode`, `RefreshToken`… */
  readonly model: string
  /** SHA-256 of what the browser or the application holds. */
  readonly idHash: string
  readonly payload: string
  /** What it dies with. */
  readonly grantId: string | undefined
  readonly expiresAt: number
}

export interface KeptArtifact extends Artifact {
  readonly consumedAt: number | undefined
}

export interface ArtifactStore {
  /** One transaction: all of it happens or none. */
  together<Result>(
    durability: 'durable' | 'fleeting',
    work: (within: ArtifactStore) => Promise<Result>,
  ): Promise<Result>
  /** Keeps, or replaces. */
  put(artifact: Artifact): Promise<void>
  /** @returns false when it is there already: of several at once exactly one adds. */
  add(artifact: Artifact): Promise<boolean>
  find(model: string, idHash: string, at: number): Promise<KeptArtifact | undefined>
  /** One statement: of any number of callers exactly one gets true. */
  consume(model: string, idHash: string, at: number): Promise<boolean>
  remove(model: string, idHash: string): Promise<void>
  /** Removes everything that came from a grant. */
  revoke(grantId: string): Promise<void>
  /** Forgets what expired before. */
  purge(before: number): Promise<void>
}

export const hashOfIdentifier = (identifier: string): string => hash('sha256', identifier, 'base64url')

/** Stands for the identifier wherever a payload repeats it; JSON writes control characters differently. */
const ITSELF = '\u0001'

/** The payload as it is kept: nobody who reads it learns the identifier. */
export const concealed = (payload: unknown, identifier: string): string =>
  JSON.stringify(payload).replaceAll(identifier, ITSELF)

export const revealed = (payload: string, identifier: string): unknown =>
  JSON.parse(payload.replaceAll(ITSELF, identifier))
