/**
 * Validation that may ask the network: first the path, by its signatures alone; then, about the certificates of that
 * path and no others, lists and responders; then the whole verdict. Nothing that a stranger wrote is used as an address
 * before an anchor's signature stands behind it (threat 7).
 */
import type { Certificate } from '../certificate.ts'
import { type ValidationRequest, type ValidationVerdict, validateCertificate } from '../certificate-validation.ts'
import { sameOctets } from '../der/octets.ts'
import { sameName } from '../name/name-comparison.ts'
import { PATH_ONLY } from '../purpose.ts'
import type { CertificateIssuer } from '../revocation-checker.ts'
import { issuersOf } from '../revocation-of-path.ts'
import type { TrustAnchor } from '../trust-anchor.ts'
import { createRevocationChecker, type RevocationMaterial } from './checker.ts'
import { createCrlSet } from './crl-set.ts'
import { certificateOnHold, certificateRevoked } from './decide.ts'
import { fingerprint } from './fingerprint.ts'
import type { OcspResponse } from './ocsp-response.ts'
import type { RevocationPolicy } from './policy.ts'
import { type RevokedCertificate, type RevokedRegister, revokedCertificateKey } from './revoked-register.ts'
import type { AnswerSource, ListSource, OcspInquiry } from './sources.ts'
import { deltaUrls, listUrls, responderUrls } from './status-addresses.ts'

export interface LiveRevocation {
  readonly lists: ListSource
  readonly answers: AnswerSource
  readonly register: RevokedRegister
  /** What the operator decided for the authority at which the path starts. */
  readonly policyFor: (anchor: TrustAnchor) => RevocationPolicy
}

/** What was known besides signed statements when the verdict was reached: without it, it cannot be reached again. */
export interface RevocationKnowledge {
  /** From the register. */
  readonly remembered: readonly RevokedCertificate[]
  /** When each issuer of the path last gave a believable answer about any certificate. */
  readonly lastAnswers: readonly { readonly issuerKeySha256: string; readonly at: number }[]
}

export type LiveVerdict = ValidationVerdict & { readonly knowledge: RevocationKnowledge }

export type LiveValidationRequest = Omit<ValidationRequest, 'revocation'>

/**
 * @returns the verdict; a revocation found on the way is in the register before it is returned. Throws only when the
 * register does not answer.
 */
export async function validateLive(request: LiveValidationRequest, live: LiveRevocation): Promise<LiveVerdict> {
  const proven = validateCertificate({ ...request, revocation: 'not-asked' })
  if (proven.verdict === 'invalid') return { ...proven, knowledge: { remembered: [], lastAnswers: [] } }

  const { anchor, certificates } = proven.path
  const subjects = issuersOf(proven.path).flatMap((issuer, position) => {
    const certificate = certificates[position]
    return certificate === undefined ? [] : [{ certificate, issuer }]
  })
  const policy = live.policyFor(anchor)
  const asked = await Promise.all(
    subjects.map((subject) => askAbout(subject, signersFor(subject, anchor, request), policy, live)),
  )
  const knowledge = await recall(asked, live)
  const revocation = createRevocationChecker(
    {
      lists: createCrlSet(live.lists.lists()),
      answers: asked.flatMap((one) => one.answers),
      ...knownBy(knowledge),
    },
    live.policyFor,
  )
  const verdict = validateCertificate({ ...request, revocation })
  await remember(verdict, asked, live)
  return { ...verdict, knowledge }
}

interface Subject {
  readonly certificate: Certificate
  readonly issuer: CertificateIssuer
}

interface Asked {
  readonly inquiry: OcspInquiry
  readonly answers: readonly OcspResponse[]
}

/** Both sources side by side; where lists come first, no responder is asked while a current one is there. */
async function askAbout(
  { certificate, issuer }: Subject,
  signers: readonly Uint8Array[],
  { order }: RevocationPolicy,
  { lists, answers }: LiveRevocation,
): Promise<Asked> {
  const inquiry = { certificate, issuerKey: issuer.publicKey, urls: responderUrls(certificate) }
  const needLists = async () => order.includes('crl') && (await needListsAbout(certificate, signers, lists))
  const ask = async () => (order.includes('ocsp') ? await answers.ask(inquiry) : [])
  if (order[0] === 'crl') return { inquiry, answers: (await needLists()) ? [] : await ask() }
  const [answered] = await Promise.all([ask(), needLists()])
  return { inquiry, answers: answered }
}

/** @returns whether a current list is held from one of its distribution points. */
async function needListsAbout(
  certificate: Certificate,
  signers: readonly Uint8Array[],
  lists: ListSource,
): Promise<boolean> {
  const had = await Promise.all(listUrls(certificate).map((urls) => needOne(urls, signers, lists)))
  const announcing = lists.lists().filter((crl) => sameName(crl.issuer, certificate.issuer))
  await Promise.all(announcing.flatMap(deltaUrls).map((urls) => needOne(urls, signers, lists)))
  return had.includes(true)
}

/** The addresses of one distribution point lead to the same list (RFC 5280 §4.2.1.13). */
async function needOne(urls: readonly string[], signers: readonly Uint8Array[], lists: ListSource): Promise<boolean> {
  for (const url of urls) if (await lists.need(url, signers)) return true
  return false
}

const MOST_OTHER_SIGNERS = 8

/**
 * Keys from which a list about the certificate is awaited: its issuer's, and those of other certificates of the issuers
 * of its lists, proven by a path of their own. A stranger's certificate of that name must not make us take his list in.
 */
function signersFor(
  { certificate, issuer }: Subject,
  anchor: TrustAnchor,
  request: LiveValidationRequest,
): Uint8Array[] {
  const named = (certificate.extensions.crlDistributionPoints ?? []).flatMap(({ crlIssuer = [] }) => crlIssuer)
  const names = [certificate.issuer, ...named.flatMap((name) => (name.form === 'directoryName' ? [name.value] : []))]
  const others = request.candidates.filter(
    ({ subject, publicKey }) =>
      !sameOctets(publicKey.der, issuer.publicKey.der) && names.some((name) => sameName(name, subject)),
  )
  const proven = others.slice(0, MOST_OTHER_SIGNERS).filter((leaf) => {
    const question = { ...request, leaf, anchors: [anchor], purpose: PATH_ONLY, revocation: 'not-asked' } as const
    return validateCertificate(question).verdict === 'valid'
  })
  return [issuer.publicKey.der, ...proven.map(({ publicKey }) => publicKey.der)]
}

/** The register, and what was answered before, about the certificates of the path. */
async function recall(
  asked: readonly Asked[],
  { lists, answers, register }: LiveRevocation,
): Promise<RevocationKnowledge> {
  const remembered: RevokedCertificate[] = []
  const lastAnswers = new Map<string, number>()
  for (const { certificate, issuerKey } of asked.map(({ inquiry }) => inquiry)) {
    const key = revokedCertificateKey(certificate, issuerKey)
    const found = await register.find(key)
    if (found !== undefined) remembered.push(found)
    const at = latest(lists.lastAnsweredAt(issuerKey.der), answers.lastAnsweredAt(issuerKey.der))
    if (at !== undefined) lastAnswers.set(key.issuerKeySha256, at)
  }
  return { remembered, lastAnswers: [...lastAnswers].map(([issuerKeySha256, at]) => ({ issuerKeySha256, at })) }
}

/** The knowledge as the checker asks for it. */
export const knownBy = ({
  remembered,
  lastAnswers,
}: RevocationKnowledge): Required<Pick<RevocationMaterial, 'remembered' | 'lastAnsweredAt'>> => ({
  remembered: ({ issuerKeySha256, serialNumber }) =>
    remembered.find((one) => one.issuerKeySha256 === issuerKeySha256 && one.serialNumber === serialNumber),
  lastAnsweredAt: ({ der }) => lastAnswers.find(({ issuerKeySha256 }) => issuerKeySha256 === fingerprint(der))?.at,
})

const latest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)

/** Answers that were believed are held for the next login; a revocation is written down for ever. */
async function remember(verdict: ValidationVerdict, asked: readonly Asked[], live: LiveRevocation): Promise<void> {
  if (verdict.verdict === 'invalid') {
    const { code, data } = verdict.failure
    if (code === certificateRevoked.code || code === certificateOnHold.code) {
      await live.register.record(data as unknown as RevokedCertificate)
    }
    return
  }
  for (const { statements } of verdict.revocation) {
    for (const { der, thisUpdateAt, nextUpdateAt } of statements) {
      for (const { inquiry, answers } of asked) {
        const response = answers.find((answer) => answer.der === der)
        if (response !== undefined) live.answers.keep(inquiry, response, nextUpdateAt ?? thisUpdateAt)
      }
    }
  }
}
