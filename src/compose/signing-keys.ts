/** The keys that sign what applications verify: the same in every process, renewed by age. */
import type { Clock } from '../ports/clock.ts'
import type { Sealer } from '../ports/sealer.ts'
import { createKeyRing, type KeyRing } from '../protocols/keys/key-ring.ts'
import type { Database } from '../storage/schema.ts'
import { createSigningKeyStore } from '../storage/signing-keys.ts'

/** A key is published a day before it signs: no process misses that. */
const LOOK_EVERY_MS = 60_000

export interface SigningKeys {
  readonly ring: KeyRing
  start(): Promise<void>
  stop(): void
}

export function openSigningKeys(
  database: Database,
  sealer: Sealer,
  clock: Clock,
  report: (error: unknown) => void,
): SigningKeys {
  const ring = createKeyRing(createSigningKeyStore(database), sealer)
  let timer: NodeJS.Timeout | undefined
  return {
    ring,
    async start() {
      await ring.refresh(clock.now())
      timer = setInterval(() => void ring.refresh(clock.now()).catch(report), LOOK_EVERY_MS)
      timer.unref()
    },
    stop: () => clearInterval(timer),
  }
}
