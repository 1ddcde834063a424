import { defineFailure, fail, type Outcome, succeed } from '../../failures/failure.ts'
import type { SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import { sameName } from '../name/name-comparison.ts'
import type { RevocationQuestion } from '../revocation-checker.ts'
import { type Crl, crlIndex, isSignedBy } from './crl.ts'
import { mayUpdate } from './crl-delta.ts'
import type { CrlEntry } from './crl-entry.ts'
import { findCrlEntry } from './crl-index.ts'
import { findCrlSigner } from './crl-signer.ts'
import type { Statement } from './status-finding.ts'

/** A complete list that was believed, with the newest delta that fits it. */
export interface HeardList {
  readonly crl: Crl
  readonly signer: SubjectPublicKey
  /** undefined: the certificate is not revoked by this list. */
  readonly entry: CrlEntry | undefined
  /** When it was brought up to date last. */
  readonly statedAt: number
  readonly goodUntilAt: number
  readonly statements: readonly Statement[]
}

export const crlNotBelieved = defineFailure<{ list: string; reason: string }>(
  'pki.crl-not-believed',
  'unavailable',
  'A revocation list cannot be relied on.',
  ({ list, reason }) => `${list}: ${reason}.`,
)

/**
 * RFC 5280 §6.3.3 (a), (c), (f) to (k) for one complete list in scope.
 * @param deltas delta lists of the same issuer, newest first.
 * @param latestAt a list made after this instant is from the future.
 */
export function hearList(
  crl: Crl,
  deltas: readonly Crl[],
  question: RevocationQuestion,
  latestAt: number,
): Outcome<HeardList> {
  if (crl.thisUpdateAt > latestAt) return notBelieved(crl, 'made in the future')
  if (crl.nextUpdateAt === undefined) return notBelieved(crl, 'does not say when the next one is due')
  const signer = findCrlSigner(crl, question)
  if (signer === undefined) return notBelieved(crl, 'no key that may sign it made its signature')
  const { publicKey: key, statements } = signer
  const listed = findEntry(crl, question.certificate)
  if (!listed.ok) return listed

  const list = {
    crl,
    signer: key,
    entry: listed.value,
    statedAt: crl.thisUpdateAt,
    goodUntilAt: crl.nextUpdateAt,
    statements: [statementOf(crl), ...statements],
  }
  const delta = deltas.find(
    (candidate) =>
      candidate.thisUpdateAt <= latestAt &&
      mayUpdate(candidate, crl) &&
      isSignedBy(candidate, key, question.signatures),
  )
  return delta === undefined ? succeed(list) : update(list, delta, question)
}

/** (i) to (k): what the delta says comes first; what it takes back is a hold and nothing else (§5.3.1). */
function update(list: HeardList, delta: Crl, { certificate, at }: RevocationQuestion): Outcome<HeardList> {
  const listed = findEntry(delta, certificate)
  if (!listed.ok) return listed
  const updated = { ...list, statedAt: delta.thisUpdateAt, statements: [statementOf(delta), ...list.statements] }
  const change = listed.value
  if (change !== undefined && change.reason !== 'removeFromCRL') return succeed({ ...updated, entry: change })

  // Whether expired or never announced (§5.2.6), a delta still revokes, above; it then does nothing else.
  const { nextUpdateAt = Number.NEGATIVE_INFINITY } = delta
  const announced = (list.crl.extensions.freshestCrl ?? certificate.extensions.freshestCrl) !== undefined
  if (nextUpdateAt < at || !announced) return succeed(list)
  const entry = change !== undefined && list.entry?.reason === 'certificateHold' ? undefined : list.entry
  // (a)(1)(i): a current delta renews an expired list.
  return succeed({ ...updated, entry, goodUntilAt: Math.max(list.goodUntilAt, nextUpdateAt) })
}

function findEntry(crl: Crl, { serialNumber, issuer }: Certificate): Outcome<CrlEntry | undefined> {
  const index = crlIndex(crl)
  if (!index.ok) return index
  const entry = findCrlEntry(index.value, serialNumber, (names) =>
    names === undefined
      ? sameName(crl.issuer, issuer)
      : names.some((name) => name.form === 'directoryName' && sameName(name.value, issuer)),
  )
  return succeed(entry)
}

export const statementOf = (crl: Crl): Statement => ({
  kind: crl.extensions.baseCrlNumber === undefined ? 'crl' : 'delta-crl',
  der: crl.der,
  thisUpdateAt: crl.thisUpdateAt,
  nextUpdateAt: crl.nextUpdateAt,
})

const notBelieved = (crl: Crl, reason: string): Outcome<never> =>
  fail(crlNotBelieved({ list: `list of ${new Date(crl.thisUpdateAt).toISOString()}`, reason }))
