/**
 * Argon2id, 19 MiB, two passes, one lane (PW-16, OWASP). As many at once as there are cores; those who wait are bounded
 * too, so that a flood of logins is refused instead of eating the memory and everybody's time.
 */
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { Outage } from '../ports/outage.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'

/** Algorithm 2 is Argon2id. */
const COST = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const
/** At some 10 ms each, the last of them waits about a second. */
const LONGEST_QUEUE = 100

export function createArgon2Hasher(atOnce = availableParallelism()): PasswordHasher {
  let running = 0
  const waiting: (() => void)[] = []

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= atOnce) {
      if (waiting.length >= LONGEST_QUEUE) throw new Outage('too many passwords wait to be hashed')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password, COST)),
    verify: (stored, password) => inTurn(() => verify(stored, password)),
  }
}
