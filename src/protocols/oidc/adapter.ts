/** What the provider library asks of its storage, answered by our stores. */
import type { Adapter, AdapterPayload, errors as libraryErrors } from 'oidc-provider'
import type { Clock } from '../../ports/clock.ts'
import { type ArtifactStore, concealed, hashOfIdentifier, type KeptArtifact, revealed } from './artifact.ts'
import type { Codes } from './code.ts'
import { readGrant } from './grant.ts'
import type { Durability, RequestWrites } from './request-writes.ts'

/** @returns what the library knows of a registered application, or undefined. */
export type ClientReader = (applicationId: string) => Promise<AdapterPayload | undefined>

export interface AdapterParts {
  readonly store: ArtifactStore
  readonly writes: RequestWrites
  readonly codes: Codes
  readonly readClient: ClientReader
  readonly clock: Clock
  readonly errors: typeof libraryErrors
}

export const createAdapter = (parts: AdapterParts) => (model: string) => {
  switch (model) {
    case 'Client':
      return { ...NOTHING_KEPT, find: parts.readClient }
    case 'Grant':
      return { ...NOTHING_KEPT, find: async (grantId: string) => readGrant(grantId, parts.clock.now()) }
    case 'Session':
      // The session of the portal is the only one; the library's is made anew from it for each request.
      return NOTHING_KEPT
    case 'AuthorizationCode':
      return codeAdapter(parts.codes)
    default:
      return artifactAdapter(model, parts)
  }
}

const NOTHING_KEPT: Adapter = {
  async find() {},
  async findByUid() {},
  async findByUserCode() {},
  async upsert() {},
  async consume() {},
  async destroy() {},
  async revokeByGrantId() {},
}

const codeAdapter = (codes: Codes): Adapter => ({
  ...NOTHING_KEPT,
  upsert: async (identifier, payload) => codes.issue(identifier, payload),
  find: async (code) => codes.open(code),
  consume: (identifier) => codes.use(identifier),
})

function artifactAdapter(model: string, { store, writes, clock, errors }: AdapterParts): Adapter {
  return {
    ...NOTHING_KEPT,

    async upsert(identifier, payload, expiresIn) {
      const artifact = {
        model,
        idHash: hashOfIdentifier(identifier),
        payload: concealed(model === 'Interaction' ? withoutSession(payload) : payload, identifier),
        grantId: payload.grantId,
        expiresAt: clock.now() + (expiresIn ?? LONGEST_SECONDS) * 1000,
      }
      return writes.add(async (within) => {
        if (model !== 'ReplayDetection') return within.put(artifact)
        if (!(await within.add(artifact))) throw new errors.InvalidRequest('the proof was already used')
      }, 'fleeting')
    },

    async find(identifier) {
      return read(await store.find(model, hashOfIdentifier(identifier), clock.now()), identifier)
    },

    async consume(identifier) {
      const idHash = hashOfIdentifier(identifier)
      return writes.add(async (within) => {
        if (await within.consume(model, idHash, clock.now())) return
        if (model === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('the request was already used')
        const { grantId } = (await within.find(model, idHash, clock.now())) ?? {}
        throw Object.assign(new errors.InvalidGrant('already used'), { grantId })
      }, durabilityOf(model))
    },

    destroy: (identifier) => writes.add((within) => within.remove(model, hashOfIdentifier(identifier)), 'durable'),
    revokeByGrantId: (grantId) => writes.add((within) => within.revoke(grantId), 'durable'),
  }
}

/**
 * An interaction belongs to the browser that has its cookie, and whoever ends it is judged by the session they then have:
 * that of its beginning, which a login in another tab may have replaced, says nothing.
 */
const withoutSession = ({ session: _session, ...payload }: AdapterPayload): AdapterPayload => payload

/** No session of ours lasts so long, and nothing outlives its session. */
const LONGEST_SECONDS = 24 * 3600

/** A refresh token that was used must stay so after a power cut; anything else is dead before the machine is up again. */
const durabilityOf = (model: string): Durability => (model === 'RefreshToken' ? 'durable' : 'fleeting')

/**
 * Somebody else was faster with the same code or token: one of the two is not the application, and nobody can tell which
 * (RFC 9700 §4.14.2).
 * @returns the grant whose tokens must all go.
 */
export const compromisedGrant = (error: unknown): string | undefined =>
  error instanceof Error && 'grantId' in error && typeof error.grantId === 'string' ? error.grantId : undefined

function read(kept: KeptArtifact | undefined, identifier: string): AdapterPayload | undefined {
  if (kept === undefined) return undefined
  const payload = revealed(kept.payload, identifier) as AdapterPayload
  return kept.consumedAt === undefined ? payload : { ...payload, consumed: Math.floor(kept.consumedAt / 1000) }
}
