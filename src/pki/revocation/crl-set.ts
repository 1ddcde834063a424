import type { Name } from '../name/name.ts'
import { nameKey } from '../name/name-comparison.ts'
import type { Crl } from './crl.ts'

/** Lists at hand, by the name of their issuer; newest first, so that an older one never speaks before its successor. */
export interface CrlSet {
  readonly complete: (issuer: Name) => readonly Crl[]
  readonly delta: (issuer: Name) => readonly Crl[]
}

export function createCrlSet(crls: readonly Crl[]): CrlSet {
  const complete = new Map<string, Crl[]>()
  const delta = new Map<string, Crl[]>()
  for (const crl of crls.toSorted((a, b) => b.thisUpdateAt - a.thisUpdateAt)) {
    const byIssuer = crl.extensions.baseCrlNumber === undefined ? complete : delta
    const key = nameKey(crl.issuer)
    const sameIssuer = byIssuer.get(key)
    if (sameIssuer === undefined) byIssuer.set(key, [crl])
    else sameIssuer.push(crl)
  }
  return {
    complete: (issuer) => complete.get(nameKey(issuer)) ?? [],
    delta: (issuer) => delta.get(nameKey(issuer)) ?? [],
  }
}
