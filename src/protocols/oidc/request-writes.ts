/**
 * What one request writes, in one transaction at its end: tokens exist only if what they came from was consumed by this
 * request and no other, and nobody waits for the disk more than once.
 */
import type { ArtifactStore } from './artifact.ts'

export type Write = (within: ArtifactStore) => Promise<void>
/** `durable`: what a power cut must not undo; whatever else it loses costs a new login. */
export type Durability = 'durable' | 'fleeting'

export interface RequestWrites {
  /** Keeps the write for the end of the request under way; without one it is done at once. */
  add(write: Write, durability: Durability): Promise<void>
  /** All of it, or none. @throws what a write throws. */
  commit(request: object): Promise<void>
}

interface Pending {
  readonly writes: Write[]
  durability: Durability
}

/** @param current the request under way. */
export function createRequestWrites(store: ArtifactStore, current: () => object | undefined): RequestWrites {
  const pending = new WeakMap<object, Pending>()
  return {
    async add(write, durability) {
      const request = current()
      if (request === undefined) return store.together(durability, write)
      const known = pending.get(request)
      if (known === undefined) pending.set(request, { writes: [write], durability })
      else {
        known.writes.push(write)
        if (durability === 'durable') known.durability = durability
      }
    },

    async commit(request) {
      const { writes, durability } = pending.get(request) ?? { writes: [], durability: 'fleeting' }
      pending.delete(request)
      if (writes.length === 0) return
      await store.together(durability, async (within) => {
        for (const write of writes) await write(within)
      })
    },
  }
}
