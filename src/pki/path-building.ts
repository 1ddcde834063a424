/**
 * Finds the paths from a certificate up to an anchor (RFC 4158): by name, proven by signature at every step, shortest first.
 * What the other side sent is only a pool of candidates, in any order, with anything in it.
 */
import { defineFailure, type Failure } from '../failures/failure.ts'
import { inheritsParameters, type SubjectPublicKey } from './algorithms/public-key.ts'
import type { SignatureVerifier } from './algorithms/signature-verifier.ts'
import { type Budget, budgetExceeded } from './budget.ts'
import type { Certificate } from './certificate.ts'
import { sameOctets } from './der/octets.ts'
import { nameKey, sameName } from './name/name-comparison.ts'
import { nameToText } from './name/name-to-text.ts'
import type { TrustAnchor } from './trust-anchor.ts'

export const issuerUnknown = defineFailure<{ position: number; issuer: string }>(
  'pki.issuer-unknown',
  'unauthenticated',
  'No anchor, and none of the certificates offered, bears the name of a certificate’s issuer.',
  ({ position, issuer }) => `The issuer of certificate ${position}: ${issuer}.`,
)

export const noPathToAnchor = defineFailure<{ position: number }>(
  'pki.no-path-to-anchor',
  'unauthenticated',
  'The certificates offered lead around in a circle, or further than a path may go, and not to an anchor.',
  ({ position }) => `Nothing new issues certificate ${position}.`,
)

export interface Path {
  /** The leaf first, the certificate next to the anchor last. */
  readonly certificates: readonly Certificate[]
  readonly anchor: TrustAnchor
}

export interface PathSearch {
  readonly anchors: readonly TrustAnchor[]
  readonly candidates: readonly Certificate[]
  readonly signatures: SignatureVerifier
  readonly budget: Budget
}

/**
 * Deepens by one certificate at a time, so that a mesh of CAs that sign each other cannot hide a short path.
 * @param settle is shown each path whose names and signatures hold, and says whether to stop there; the rest of
 *   validation is its own.
 * @returns what stood in the way of further paths: the budget, or the failure met nearest to an anchor.
 */
export function buildPaths(leaf: Certificate, search: PathSearch, settle: (path: Path) => boolean): Failure {
  const { budget, signatures } = search
  const anchorsByName = Map.groupBy(search.anchors, ({ name }) => nameKey(name))
  const candidatesByName = Map.groupBy(search.candidates, ({ subject }) => nameKey(subject))
  let deadEnd = { position: -1, failure: noPathToAnchor({ position: 0 }) }
  let exhausted: Failure | undefined
  let cutOff = false

  function note(position: number, failure: Failure): void {
    if (failure.code === budgetExceeded.code) exhausted = failure
    else if (position > deadEnd.position) deadEnd = { position, failure }
  }

  /** Whether the key made the certificate's signature, or may have: a key without its parameters is judged later. */
  function isIssuedBy(certificate: Certificate, key: SubjectPublicKey, position: number): boolean {
    if (inheritsParameters(key)) return true
    const failure = signatures.verify(certificate, key)
    if (failure !== undefined) note(position, failure)
    return failure === undefined
  }

  /** @returns whether the search is over. */
  function extend(path: readonly Certificate[], certificate: Certificate, depth: number): boolean {
    const position = path.length - 1
    const issuer = nameKey(certificate.issuer)
    const anchors = anchorsByName.get(issuer) ?? []
    const candidates = candidatesByName.get(issuer) ?? []
    if (anchors.length + candidates.length === 0) {
      note(position, issuerUnknown({ position, issuer: nameToText(certificate.issuer) }))
    }
    if (path.length === depth) {
      for (const anchor of anchors) {
        if (!isIssuedBy(certificate, anchor.publicKey, position)) continue
        if (settle({ certificates: path, anchor })) return true
      }
    }
    for (const candidate of likeliestFirst(candidates, certificate)) {
      exhausted ??= budget.spend('steps')
      if (exhausted !== undefined) return true
      if (path.some((one) => isSameEntity(one, candidate)) || anchors.some((one) => isSameKey(one, candidate))) continue
      if (path.length === depth) {
        cutOff = true
        break
      }
      if (!isIssuedBy(certificate, candidate.publicKey, position)) continue
      if (extend([...path, candidate], candidate, depth)) return true
    }
    return false
  }

  for (let depth = 1; depth <= budget.limits.depth; depth++) {
    cutOff = false
    if (extend([leaf], leaf, depth) || !cutOff) break
  }
  return exhausted ?? deadEnd.failure
}

/** One name with one key, whatever certificate says so: a path meets nobody twice. */
const isSameEntity = (a: Certificate, b: Certificate): boolean =>
  sameOctets(a.publicKey.der, b.publicKey.der) && sameName(a.subject, b.subject)

/** A candidate that has the name and the key of an anchor leads nowhere that the anchor does not. */
const isSameKey = (anchor: TrustAnchor, candidate: Certificate): boolean =>
  sameOctets(anchor.publicKey.der, candidate.publicKey.der)

/** Candidates whose key identifier is the one the certificate points at come first (RFC 5280 §4.2.1.1): only a hint. */
function likeliestFirst(candidates: readonly Certificate[], { extensions }: Certificate): readonly Certificate[] {
  const wanted = extensions.authorityKeyIdentifier?.keyIdentifier
  if (wanted === undefined || candidates.length < 2) return candidates
  const distance = ({ extensions: { subjectKeyIdentifier: found } }: Certificate): number => {
    if (found === undefined) return 1
    return sameOctets(found, wanted) ? 0 : 2
  }
  return candidates.toSorted((a, b) => distance(a) - distance(b))
}
