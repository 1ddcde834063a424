/** The signing keys of this installation: made here, sealed at rest, the same for every process, renewed by age. */
import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { calculateJwkThumbprint, type JWK } from 'jose'
import type { Sealer } from '../../ports/sealer.ts'
import {
  activationOf,
  activeKey,
  isSuccessorDue,
  publishedKeys,
  SIGNING_ALGORITHMS,
  type SigningAlgorithm,
  type SigningKey,
} from './signing-key.ts'

/** A key as it is kept. */
export interface SealedSigningKey extends SigningKey {
  readonly sealedJwk: string
}

export interface SigningKeyStore {
  list(): Promise<readonly SealedSigningKey[]>
  /** @returns false when another process was first to make this generation. */
  add(key: SealedSigningKey): Promise<boolean>
  /** Takes every key of the algorithm back that is older than `generation`. */
  withdraw(algorithm: SigningAlgorithm, generation: number, at: number): Promise<void>
}

export interface UsableSigningKey extends SigningKey {
  readonly privateKey: KeyObject
  /** With its private part, `alg`, `use` and `kid`. */
  readonly privateJwk: JWK
}

export interface KeyRing {
  /** What the key set shows now; of each algorithm the key that signs comes first. */
  published(at: number): readonly UsableSigningKey[]
  /** @throws before the first `refresh`. */
  active(algorithm: SigningAlgorithm, at: number): UsableSigningKey
  /** Reads what other processes made, and makes what is due. */
  refresh(at: number): Promise<void>
  /** Makes the next key of each algorithm, unless one waits already; `at-once` also takes all the others back. */
  rotate(haste: 'published-first' | 'at-once', at: number): Promise<void>
}

const generate = promisify(generateKeyPair)

export function createKeyRing(store: SigningKeyStore, sealer: Sealer): KeyRing {
  const opened = new Map<string, UsableSigningKey>()
  let keys: readonly UsableSigningKey[] = []

  async function refresh(at: number): Promise<void> {
    await read()
    const due = SIGNING_ALGORITHMS.filter((algorithm) => isSuccessorDue(keys, algorithm, at))
    if (due.length === 0) return
    for (const algorithm of due) await make(algorithm, activationOf(keys, algorithm, at), at)
    await read()
  }

  async function read(): Promise<void> {
    keys = (await store.list()).map((key) => {
      const known = opened.get(key.kid)
      const usable = known === undefined ? open(key, sealer) : { ...known, withdrawnAt: key.withdrawnAt }
      opened.set(key.kid, usable)
      return usable
    })
  }

  /** @returns the generation made, or undefined when another process was faster. */
  async function make(algorithm: SigningAlgorithm, activeFrom: number, at: number): Promise<number | undefined> {
    const generation =
      1 + Math.max(0, ...keys.filter((key) => key.algorithm === algorithm).map((key) => key.generation))
    const jwk = await newKey(algorithm)
    const kid = await calculateJwkThumbprint(jwk)
    const sealedJwk = sealer.seal(JSON.stringify(jwk), contextOf(kid))
    const key = { kid, algorithm, generation, publishedAt: at, activeFrom, withdrawnAt: undefined, sealedJwk }
    return (await store.add(key)) ? generation : undefined
  }

  async function replaceAtOnce(algorithm: SigningAlgorithm, at: number): Promise<void> {
    for (;;) {
      const generation = await make(algorithm, at, at)
      if (generation !== undefined) return store.withdraw(algorithm, generation, at)
      await read()
    }
  }

  return {
    refresh,
    published: (at) => publishedKeys(keys, at),
    active(algorithm, at) {
      const key = activeKey(keys, algorithm, at)
      if (key === undefined) throw new Error(`there is no key to sign ${algorithm} with`)
      return key
    },
    async rotate(haste, at) {
      await read()
      for (const algorithm of SIGNING_ALGORITHMS) {
        if (haste === 'at-once') await replaceAtOnce(algorithm, at)
        else if (!keys.some((key) => key.algorithm === algorithm && key.activeFrom > at))
          await make(algorithm, activationOf(keys, algorithm, at), at)
      }
      await read()
    },
  }
}

async function newKey(algorithm: SigningAlgorithm): Promise<JWK> {
  const { privateKey } =
    algorithm === 'ES256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: 3072 })
  return privateKey.export({ format: 'jwk' })
}

function open(key: SealedSigningKey, sealer: Sealer): UsableSigningKey {
  const { sealedJwk, ...rest } = key
  const jwk = JSON.parse(sealer.open(sealedJwk, contextOf(key.kid))) as JWK
  return {
    ...rest,
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
    privateJwk: { ...jwk, kid: key.kid, alg: key.algorithm, use: 'sig' },
  }
}

const contextOf = (kid: string): string => `signing key ${kid}`
