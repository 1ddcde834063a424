import { createHash } from 'node:crypto'

/** Lists of tens of megabytes take tens of milliseconds: each is hashed once, the long ones on another thread. */
const known = new WeakMap<Uint8Array, string>()

/** Lower-case hexadecimal SHA-256. */
export function fingerprint(octets: Uint8Array): string {
  const computed = known.get(octets) ?? createHash('sha256').update(octets).digest('hex')
  known.set(octets, computed)
  return computed
}

export const rememberFingerprint = (octets: Uint8Array, sha256: string): void => {
  known.set(octets, sha256)
}
