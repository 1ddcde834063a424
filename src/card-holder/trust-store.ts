/** Every authority whose cards are accepted. A store that is empty, or has one mistake, is no store: nothing starts. */
import { defineFailure, type Failure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { readTrustedAuthority, type TrustedAuthority } from './trusted-authority.ts'

export interface TrustStore {
  readonly authorities: readonly TrustedAuthority[]
  /** @param sha256 of the certificate of the anchor at which a path ended; lower-case hexadecimal. */
  find(sha256: string): TrustedAuthority | undefined
}

export const trustStoreUnusable = defineFailure<{ mistakes: readonly string[] }>(
  'trust.store-unusable',
  'unavailable',
  'The trust store is empty or holds mistakes: no card can be judged.',
  ({ mistakes }) => mistakes.join('; '),
)

/** @param files what stands in the trust folder: a name to point at, and its parsed JSON. */
export function readTrustStore(
  files: readonly { readonly name: string; readonly value: unknown }[],
): Outcome<TrustStore> {
  const mistakes = files.length === 0 ? ['no authority is trusted'] : []
  const bySha256 = new Map<string, TrustedAuthority>()
  for (const { name, value } of files) {
    const read = readTrustedAuthority(value)
    if (!read.ok) mistakes.push(...mistakesIn(read.failure).map((mistake) => `${name}: ${mistake}`))
    else if (bySha256.has(read.value.sha256)) mistakes.push(`${name}: this authority is already in the store`)
    else bySha256.set(read.value.sha256, read.value)
  }
  if (mistakes.length > 0) return fail(trustStoreUnusable({ mistakes }))
  return succeed({ authorities: [...bySha256.values()], find: (sha256) => bySha256.get(sha256) })
}

const mistakesIn = ({ data, explanation }: Failure): readonly string[] =>
  Array.isArray(data['mistakes']) ? data['mistakes'] : [explanation]
