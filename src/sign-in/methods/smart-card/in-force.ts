/** What the operator had decided when a card was judged, as one document: every trusted authority, and its policies. */
import { readTrustStore, type TrustStore } from '../../../card-holder/trust-store.ts'
import { type Outcome, succeed } from '../../../failures/failure.ts'
import { fingerprint } from '../../../pki/revocation/fingerprint.ts'
import type { RevocationPolicy } from '../../../pki/revocation/policy.ts'
import { type TrustAnchor, trustAnchorOf } from '../../../pki/trust-anchor.ts'

export type PolicyFor = (anchor: TrustAnchor) => RevocationPolicy

export interface InForce {
  readonly trust: TrustStore
  readonly policyFor: PolicyFor
}

interface Described {
  readonly sha256: string
  /** As it stands in the trust folder. */
  readonly description: unknown
  readonly revocation: RevocationPolicy
}

export function describeInForce({ trust, policyFor }: InForce): Uint8Array {
  const described = trust.authorities.map(({ sha256, certificate, description }): Described => {
    return { sha256, description, revocation: policyFor(trustAnchorOf(certificate)) }
  })
  return Buffer.from(JSON.stringify(described))
}

/** @param document made by describeInForce, perhaps by an earlier version. */
export function readInForce(document: Uint8Array): Outcome<InForce> {
  const described = JSON.parse(Buffer.from(document).toString()) as readonly Described[]
  const trust = readTrustStore(described.map(({ sha256, description }) => ({ name: sha256, value: description })))
  if (!trust.ok) return trust
  const policies = new Map(described.map(({ sha256, revocation }) => [sha256, revocation]))
  return succeed({
    trust: trust.value,
    policyFor({ certificate }) {
      const policy = certificate && policies.get(fingerprint(certificate.der))
      if (policy === undefined) throw new Error('a path ended at an anchor without a revocation policy')
      return policy
    },
  })
}
