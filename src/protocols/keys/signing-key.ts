/**
 * The life of a key that signs what applications verify: published ahead of its first signature, so that no
 * application meets a key it has not seen; in use for 90 days; verifiable for a week after its successor took over.
 */
export const SIGNING_ALGORITHMS = ['ES256', 'RS256'] as const
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number]

export interface SigningKey {
  readonly kid: string
  readonly algorithm: SigningAlgorithm
  /** Counts up per algorithm. */
  readonly generation: number
  readonly publishedAt: number
  readonly activeFrom: number
  /** Taken back at once, because somebody else may have it. */
  readonly withdrawnAt: number | undefined
}

/** Longer than applications keep a key set. */
export const PUBLISHED_AHEAD_SECONDS = 24 * 3600
export const KEY_LIFETIME_SECONDS = 90 * 24 * 3600
/** Longer than anything signed is of use: a session lives for hours. */
export const KEPT_AFTER_SECONDS = 7 * 24 * 3600

/** The key that signs now. */
export const activeKey = <Key extends SigningKey>(
  keys: readonly Key[],
  algorithm: SigningAlgorithm,
  at: number,
): Key | undefined =>
  keys
    .filter((key) => key.algorithm === algorithm && key.activeFrom <= at && !isWithdrawn(key, at))
    .sort(newestFirst)
    .at(0)

/** The keys that applications find in the key set; of each algorithm the active one first. */
export function publishedKeys<Key extends SigningKey>(keys: readonly Key[], at: number): readonly Key[] {
  return SIGNING_ALGORITHMS.flatMap((algorithm) => {
    const active = activeKey(keys, algorithm, at)
    const others = keys.filter((key) => key.algorithm === algorithm && key !== active && isPublished(key, keys, at))
    return active === undefined ? others : [active, ...others.sort(newestFirst)]
  })
}

/** Whether the next key must be made now, so that it has been published long enough when it takes over. */
export function isSuccessorDue(keys: readonly SigningKey[], algorithm: SigningAlgorithm, at: number): boolean {
  const newest = keys.filter((key) => key.algorithm === algorithm && !isWithdrawn(key, at)).sort(newestFirst)[0]
  return newest === undefined || at >= newest.activeFrom + (KEY_LIFETIME_SECONDS - PUBLISHED_AHEAD_SECONDS) * 1000
}

/** When a key that is made now may sign: at once when there is nothing else to sign with. */
export const activationOf = (keys: readonly SigningKey[], algorithm: SigningAlgorithm, at: number): number =>
  activeKey(keys, algorithm, at) === undefined ? at : at + PUBLISHED_AHEAD_SECONDS * 1000

const newestFirst = (left: SigningKey, right: SigningKey): number => right.generation - left.generation

const isWithdrawn = ({ withdrawnAt }: SigningKey, at: number): boolean => withdrawnAt !== undefined && withdrawnAt <= at

function isPublished(key: SigningKey, keys: readonly SigningKey[], at: number): boolean {
  if (isWithdrawn(key, at) || key.publishedAt > at) return false
  const successor = keys.find((other) => other.algorithm === key.algorithm && other.generation === key.generation + 1)
  return successor === undefined || at < successor.activeFrom + KEPT_AFTER_SECONDS * 1000
}
