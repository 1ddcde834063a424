/** Who signed a list, and may: RFC 5280 §6.3.3 steps (f) and (g). A name alone never makes a signer. */
import { inheritsParameters, type SubjectPublicKey } from '../algorithms/public-key.ts'
import type { Certificate } from '../certificate.ts'
import { sameOctets } from '../der/octets.ts'
import { KeyUsage } from '../extensions/key-usage.ts'
import { sameName } from '../name/name-comparison.ts'
import type { RevocationQuestion, SignerPath } from '../revocation-checker.ts'
import { type Crl, isSignedBy } from './crl.ts'

/** The key, and what its own status rests on. */
export type CrlSigner = Pick<SignerPath, 'publicKey' | 'statements'>

/**
 * @returns the key that signed the list: the certificate issuer's own, the anchor's, or that of another certificate of
 * the list issuer's name whose path reaches the same anchor; undefined when none of them did.
 */
export function findCrlSigner(crl: Crl, question: RevocationQuestion): CrlSigner | undefined {
  const { issuer, anchor, candidates, signatures, budget } = question
  const made = (key: SubjectPublicKey): boolean => isSignedBy(crl, key, signatures)

  for (const { name, publicKey, certificate } of [issuer, anchor]) {
    if (sameName(name, crl.issuer) && maySignLists(certificate) && made(publicKey)) return { publicKey, statements: [] }
  }
  if (budget.spend('nameComparisons', candidates.length) !== undefined) return undefined
  const namesakes = candidates.filter(
    (certificate) => sameName(certificate.subject, crl.issuer) && maySignLists(certificate),
  )
  for (const namesake of likeliestFirst(namesakes, crl)) {
    // The signature is the cheaper question, unless the key is only complete at the end of its path.
    if (!inheritsParameters(namesake.publicKey) && !made(namesake.publicKey)) continue
    const path = question.validateSigner(namesake)
    if (path.ok && made(path.value.publicKey)) return path.value
  }
  return undefined
}

/** (f): if the signer's certificate limits the usage of its key, then to the signing of lists among others. */
const maySignLists = (certificate: Certificate | undefined): boolean =>
  certificate?.extensions.keyUsage === undefined || (certificate.extensions.keyUsage & KeyUsage.cRLSign) !== 0

/** The key identifier is a hint: it orders the attempts and excludes nobody. */
function likeliestFirst(certificates: readonly Certificate[], crl: Crl): Certificate[] {
  const wanted = crl.extensions.authorityKeyIdentifier?.keyIdentifier
  const rank = ({ extensions: { subjectKeyIdentifier: identifier } }: Certificate): number =>
    wanted !== undefined && identifier !== undefined && sameOctets(wanted, identifier) ? 0 : 1
  return certificates.toSorted((a, b) => rank(a) - rank(b))
}
