/** What the provider library asks of its storage, answered by our stores. Consumption is one statement (RFC 6749 §10.5). */
import type { Adapter, AdapterPayload, errors as libraryErrors } from 'oidc-provider'
import type { Clock } from '../../ports/clock.ts'
import { type ArtifactStore, concealed, hashOfIdentifier, type KeptArtifact, revealed } from './artifact.ts'

/** @returns what the library knows of a registered application, or undefined. */
export type ClientReader = (applicationId: string) => Promise<AdapterPayload | undefined>

export interface AdapterParts {
  readonly store: ArtifactStore
  readonly readClient: ClientReader
  readonly clock: Clock
  readonly errors: typeof libraryErrors
}

export const createAdapter = (parts: AdapterParts) => (model: string) =>
  model === 'Client' ? clientAdapter(parts.readClient) : artifactAdapter(model, parts)

function artifactAdapter(model: string, { store, clock, errors }: AdapterParts): Adapter {
  return {
    async upsert(identifier, payload, expiresIn) {
      const artifact = {
        model,
        idHash: hashOfIdentifier(identifier),
        payload: concealed(model === 'Interaction' ? withoutSession(payload) : payload, identifier),
        grantId: payload.grantId,
        uid: payload.uid,
        expiresAt: clock.now() + (expiresIn ?? LONGEST_SECONDS) * 1000,
      }
      if (model !== 'ReplayDetection') return store.put(artifact)
      if (!(await store.add(artifact))) throw new errors.InvalidRequest('the proof was already used')
    },

    async find(identifier) {
      return read(await store.find(model, hashOfIdentifier(identifier), clock.now()), identifier)
    },

    /** The identifier stays unknown: what is found so can be looked at, not saved. */
    async findByUid(uid) {
      return read(await store.findByUid(model, uid, clock.now()), '')
    },

    async findByUserCode() {},

    async consume(identifier) {
      const idHash = hashOfIdentifier(identifier)
      if (await store.consume(model, idHash, clock.now())) return
      if (model === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('the request was already used')
      // Somebody else was faster with the same code or token: one of the two is not the application (RFC 9700 §4.14.2).
      const { grantId } = (await store.find(model, idHash, clock.now())) ?? {}
      if (grantId !== undefined) await store.revoke(grantId, hashOfIdentifier(grantId))
      throw new errors.InvalidGrant('already used')
    },

    destroy: (identifier) => store.remove(model, hashOfIdentifier(identifier)),
    revokeByGrantId: (grantId) => store.revoke(grantId, hashOfIdentifier(grantId)),
  }
}

/** No session of ours lasts so long, and nothing outlives its session. */
const LONGEST_SECONDS = 24 * 3600

/**
 * An interaction belongs to the browser that has its cookie, and whoever ends it is judged by the session they then have:
 * the provider's session of its beginning, which a login in another tab may have replaced, says nothing.
 */
const withoutSession = ({ session: _session, ...payload }: AdapterPayload): AdapterPayload => payload

function read(kept: KeptArtifact | undefined, identifier: string): AdapterPayload | undefined {
  if (kept === undefined) return undefined
  const payload = revealed(kept.payload, identifier) as AdapterPayload
  return kept.consumedAt === undefined ? payload : { ...payload, consumed: Math.floor(kept.consumedAt / 1000) }
}

/** Applications are registered by the operator alone: the library only reads them. */
function clientAdapter(readClient: ClientReader): Adapter {
  const never = async () => {
    throw new Error('the provider does not register applications')
  }
  return {
    find: readClient,
    findByUid: async () => {},
    findByUserCode: async () => {},
    upsert: never,
    consume: never,
    destroy: never,
    revokeByGrantId: never,
  }
}
