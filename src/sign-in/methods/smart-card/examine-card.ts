/**
 * Is this certificate a card that may log in? Path to a pinned authority, then what the operator accepts from that
 * authority, and only then revocation: nothing is asked of the network about a certificate that no authority vouches for.
 */
import { createHash } from 'node:crypto'
import type { AssuranceLevel } from '../../../assurance/assurance.ts'
import { acceptCard, type CardProfile, type KeyProtection } from '../../../card-holder/acceptance.ts'
import { readCardHolder } from '../../../card-holder/card-holder.ts'
import { concernsAbout } from '../../../card-holder/review.ts'
import type { TrustStore } from '../../../card-holder/trust-store.ts'
import { defineFailure, type Failure } from '../../../failures/failure.ts'
import { CURRENT_ALGORITHMS } from '../../../pki/algorithms/algorithm-policy.ts'
import { type Certificate, parseCertificate } from '../../../pki/certificate.ts'
import { toOutcome, validateCertificate } from '../../../pki/certificate-validation.ts'
import { attributeTexts, type Name } from '../../../pki/name/name.ts'
import { CLIENT_LOGIN, PATH_ONLY } from '../../../pki/purpose.ts'
import type { RevocationEvidence } from '../../../pki/revocation-checker.ts'
import { statementsIn } from '../../../pki/revocation-of-path.ts'
import { trustAnchorOf } from '../../../pki/trust-anchor.ts'
import type { Clock } from '../../../ports/clock.ts'
import {
  CARD_CHECKS,
  type CardCheck,
  type CardCheckResult,
  type CardExaminer,
  type CardFacts,
  type PresentedCertificate,
} from './card-examination.ts'
import { checkOf } from './failed-check.ts'
import type { CardJudge, Grounds, Judgement, LiveValidation } from './judgement.ts'

export const noCertificate = defineFailure(
  'card.no-certificate',
  'unauthenticated',
  'The browser presented no certificate: no card, a cancelled choice or PIN, or an expired certificate, which browsers do not offer.',
)

/** For those who need no grounds. */
export const createCardExaminer =
  (judge: CardJudge): CardExaminer =>
  async (presented, at) =>
    (await judge(presented, at)).examination

export function createCardJudge(trust: TrustStore, validateLive: LiveValidation, clock: Clock): CardJudge {
  const anchors = trust.authorities.map(({ certificate }) => trustAnchorOf(certificate))

  return async (presented, at) => {
    if (presented === undefined) return refused(noCertificate({}), undefined)
    const leaf = parseCertificate(presented.leaf)
    if (!leaf.ok) return refused(leaf.failure, undefined)
    const certificate = leaf.value
    const unproven = factsOf(certificate, 'unknown')

    const request = {
      leaf: certificate,
      anchors,
      candidates: readableCandidates(presented),
      at,
      purpose: PATH_ONLY,
      algorithms: CURRENT_ALGORITHMS,
      clock,
    }
    const proven = validateCertificate({ ...request, revocation: 'not-asked' })
    const path = toOutcome(proven)
    if (!path.ok) return refused(path.failure, unproven, { checks: proven.checks })
    const anchor = path.value.path.anchor.certificate
    const authority = anchor && trust.find(sha256Hex(anchor.der))
    if (authority === undefined) throw new Error('a path ended at an anchor that is not in the trust store')

    const accepted = acceptCard(certificate, path.value.policies, authority, at)
    if (!accepted.ok) {
      return refused(accepted.failure, unproven, { authoritySha256: authority.sha256, checks: proven.checks })
    }

    const whole = await validateLive({ ...request, purpose: CLIENT_LOGIN })
    const grounds = {
      authoritySha256: authority.sha256,
      checks: whole.checks,
      knowledge: whole.knowledge,
      statements: whole.verdict === 'valid' ? statementsIn(whole.revocation) : whole.statements,
    }
    if (whole.verdict === 'invalid') return refused(whole.failure, unproven, grounds)

    const { levels } = accepted.value
    const protection = bestOf(levels)
    const facts = factsOf(certificate, protection)
    const holder = readCardHolder(certificate)
    const examination = {
      accepted: true,
      checks: resultsUntil(undefined, protection),
      facts,
      card: {
        sha256: facts.sha256,
        der: Buffer.from(certificate.der).toString('base64'),
        authoritySha256: authority.sha256,
        serialNumber: facts.serialNumber,
        label: holder.label,
        issuer: facts.issuer,
        givenNames: holder.givenNames,
        surname: holder.surname,
        siren: holder.siren,
        sirenOwner: authority.sirenOwner,
        notBefore: facts.notBefore,
        notAfter: facts.notAfter,
        assurances: Object.fromEntries([...levels].map(([profile, level]) => [profile, ASSURANCE_OF[level]])),
        review: concernsAbout(holder, authority.sirenOwner),
        graceUntil: earliestGrace(whole.revocation),
      },
    } as const
    return { examination, grounds }
  }
}

const NO_GROUNDS: Grounds = { checks: [], statements: [], knowledge: { remembered: [], lastAnswers: [] } }

const refused = (failure: Failure, facts: CardFacts | undefined, grounds: Partial<Grounds> = {}): Judgement => ({
  examination: { accepted: false, failure, facts, checks: resultsUntil(checkOf(failure), 'software') },
  grounds: { ...NO_GROUNDS, ...grounds },
})

/** Checks before the failed one have passed, those after it were not made. */
const resultsUntil = (failed: CardCheck | undefined, protection: KeyProtection): CardCheckResult[] =>
  CARD_CHECKS.map((check, index) => {
    if (failed !== undefined && index >= CARD_CHECKS.indexOf(failed)) {
      return { check, state: check === failed ? 'failed' : 'skipped' }
    }
    return { check, state: check === 'device' && protection === 'software' ? 'warning' : 'passed' }
  })

/** Claims of a stranger: what cannot be read is left out. */
const readableCandidates = ({ candidates }: PresentedCertificate): Certificate[] =>
  candidates.flatMap((der) => {
    const parsed = parseCertificate(der)
    return parsed.ok ? [parsed.value] : []
  })

/** Let in although revocation cannot be told now: until when, at most. */
const earliestGrace = (evidence: readonly RevocationEvidence[]): number | undefined => {
  const ends = evidence.flatMap(({ grace }) => grace?.untilAt ?? [])
  return ends.length === 0 ? undefined : Math.min(...ends)
}

const ASSURANCE_OF: Readonly<Record<KeyProtection, AssuranceLevel>> = {
  hardware: 'certificate-hardware',
  software: 'certificate-software',
}

/** What people are shown of the card itself; a login counts for what its own profile is granted. */
const bestOf = (levels: ReadonlyMap<CardProfile, KeyProtection>): KeyProtection =>
  [...levels.values()].includes('hardware') ? 'hardware' : 'software'

function factsOf(certificate: Certificate, level: CardFacts['level']): CardFacts {
  return {
    sha256: sha256Hex(certificate.der),
    holder: readCardHolder(certificate).label,
    issuer: commonName(certificate.issuer),
    serialNumber: Buffer.from(certificate.serialNumber).toString('hex'),
    notBefore: certificate.notBeforeAt,
    notAfter: certificate.notAfterAt,
    level,
  }
}

const COMMON_NAME = '2.5.4.3'
const commonName = (name: Name): string => attributeTexts(name, COMMON_NAME)[0] ?? ''
const sha256Hex = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')
