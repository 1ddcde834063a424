/**
 * What the lists at hand say of one certificate: RFC 5280 §6.3.3, stricter in two points. Every list in scope is heard,
 * so that one that revokes never hides behind one that does not; and an expired list still revokes.
 */
import type { Failure } from '../../failures/failure.ts'
import type { Certificate } from '../certificate.ts'
import { sameOctets } from '../der/octets.ts'
import type { DistributionPoint } from '../extensions/distribution-points.ts'
import type { Name } from '../name/name.ts'
import { nameKey } from '../name/name-comparison.ts'
import type { RevocationQuestion } from '../revocation-checker.ts'
import type { Crl } from './crl.ts'
import { isSameScope } from './crl-delta.ts'
import type { CrlEntry } from './crl-entry.ts'
import { crlNotBelieved, type HeardList, hearList, statementOf } from './crl-hearing.ts'
import { ALL_REASONS, distributionPointsOf, reasonsInScope } from './crl-scope.ts'
import type { CrlSet } from './crl-set.ts'
import type { GoodFinding, RevokedFinding, Statement, StatusFinding } from './status-finding.ts'

interface ListInScope extends HeardList {
  /** For which it tells the status, as a mask. */
  readonly reasons: number
  /** A newer list of the same signer and scope was heard: this one can no longer hold a certificate, nor clear it. */
  readonly superseded: boolean
}

/** @param clockSkewSeconds how far ahead of `question.at` a list may say it was made. */
export function statusFromCrls(question: RevocationQuestion, lists: CrlSet, clockSkewSeconds: number): StatusFinding {
  const { certificate, at, budget } = question
  const latestAt = at + clockSkewSeconds * 1000
  const points = distributionPointsOf(certificate)
  const heard: ListInScope[] = []
  const refusals: Failure[] = []
  const refused: Crl[] = []
  for (const issuer of issuersOf(certificate, points)) {
    const published = [...lists.complete(issuer), ...lists.delta(issuer)]
    const overspent = budget.spend('nameComparisons', points.length * published.length)
    if (overspent !== undefined) return { status: 'undetermined', refusals: [overspent], statements: [] }

    const reasonsOf = new Map(published.map((crl) => [crl, reasonsAt(points, crl, certificate)]))
    const inScope = (crl: Crl): boolean => reasonsOf.get(crl) !== 0
    const deltas = lists.delta(issuer).filter(inScope)
    const complete = lists.complete(issuer).filter(inScope)
    if (complete.length === 0 && deltas.length > 0) {
      refusals.push(deltaAlone())
      refused.push(...deltas)
    }
    for (const crl of complete) {
      const list = hearList(crl, deltas, question, latestAt)
      if (!list.ok) {
        refusals.push(list.failure)
        refused.push(crl)
        continue
      }
      const superseded = heard.some((newer) => supersedes(newer, list.value))
      heard.push({ ...list.value, reasons: reasonsOf.get(crl) ?? 0, superseded })
    }
  }
  const statements = [...heard.flatMap((list) => list.statements), ...refused.map(statementOf)]
  return revocationIn(heard) ?? coverageBy(heard) ?? { status: 'undetermined', refusals, statements }
}

const reasonsAt = (points: readonly DistributionPoint[], crl: Crl, certificate: Certificate): number =>
  points.reduce((mask, point) => mask | reasonsInScope(crl, point, certificate), 0)

/** Names under which lists about the certificate may be found: its issuer's, and those of the CRL issuers it names. */
function issuersOf({ issuer }: Certificate, points: readonly DistributionPoint[]): Iterable<Name> {
  const named = points.flatMap(({ crlIssuer = [] }) =>
    crlIssuer.flatMap((name) => (name.form === 'directoryName' ? [name.value] : [])),
  )
  return new Map([issuer, ...named].map((name) => [nameKey(name), name])).values()
}

const deltaAlone = (): Failure =>
  crlNotBelieved({ list: 'delta list', reason: 'not together with the list that it updates' })

const supersedes = (newer: HeardList, older: HeardList): boolean =>
  newer.crl.thisUpdateAt > older.crl.thisUpdateAt &&
  sameOctets(newer.signer.der, older.signer.der) &&
  isSameScope(newer.crl, older.crl)

/** A revocation for good, whichever list it stands in, before a hold. */
function revocationIn(heard: readonly ListInScope[]): RevokedFinding | undefined {
  const revoking = heard.filter(({ entry, superseded }) => entry !== undefined && !(superseded && isHold(entry)))
  const list = revoking.find(({ entry }) => entry !== undefined && !isHold(entry)) ?? revoking[0]
  if (list?.entry === undefined) return undefined
  const { entry, statedAt, statements } = list
  return { status: 'revoked', reason: entry.reason, revokedAt: entry.revokedAt, statedAt, statements }
}

const isHold = ({ reason }: CrlEntry): boolean => reason === 'certificateHold'

/** Good once lists that are silent on the certificate cover every reason together; the latest ending ones first. */
function coverageBy(heard: readonly ListInScope[]): GoodFinding | undefined {
  let covered = 0
  let statedAt = Number.POSITIVE_INFINITY
  let goodUntilAt = Number.POSITIVE_INFINITY
  const statements: Statement[] = []
  for (const list of heard.filter(({ superseded }) => !superseded).sort((a, b) => b.goodUntilAt - a.goodUntilAt)) {
    if ((list.reasons & ~covered) === 0) continue
    covered |= list.reasons
    statedAt = Math.min(statedAt, list.statedAt)
    goodUntilAt = Math.min(goodUntilAt, list.goodUntilAt)
    statements.push(...list.statements)
    if (covered === ALL_REASONS) return { status: 'good', statedAt, goodUntilAt, statements }
  }
  return undefined
}
