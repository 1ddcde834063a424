/** What the OCSP answers at hand say of one certificate: RFC 6960 §3.2. */
import { defineFailure, type Failure } from '../../failures/failure.ts'
import type { RevocationQuestion } from '../revocation-checker.ts'
import { isCertIdOf } from './cert-id.ts'
import { authorityOfResponder, type ResponderAuthority } from './ocsp-responder.ts'
import type { OcspAnswer, OcspResponse } from './ocsp-response.ts'
import type { Statement, StatusFinding } from './status-finding.ts'

export interface OcspRules {
  /** How far ahead of us a responder's clock may be. */
  readonly clockSkewSeconds: number
  /** How old an answer may be that does not say when the next one is due. */
  readonly undatedAnswerLifetimeSeconds: number
}

export const ocspAnswerNotBelieved = defineFailure<{ answer: string; reason: string }>(
  'pki.ocsp-answer-not-believed',
  'unavailable',
  'An OCSP answer cannot be relied on.',
  ({ answer, reason }) => `${answer}: ${reason}.`,
)

interface HeardAnswer extends Omit<OcspAnswer, 'certId'> {
  readonly goodUntilAt: number
  readonly response: OcspResponse
  readonly authority: ResponderAuthority
}

/** Every answer is heard, newest first: a revocation for good in any of them, then the newest, decides. */
export function statusFromOcsp(
  question: RevocationQuestion,
  responses: readonly OcspResponse[],
  rules: OcspRules,
): StatusFinding {
  const { certificate, issuer, at } = question
  const latestAt = at + rules.clockSkewSeconds * 1000
  const refusals: Failure[] = []
  const refused = new Map<OcspResponse, Statement>()
  const heard: HeardAnswer[] = []
  for (const response of responses) {
    const about = response.answers.filter(({ certId }) => isCertIdOf(certId, certificate, issuer.publicKey))
    const authority = about.length > 0 ? authorityOfResponder(response, question) : undefined
    for (const answer of about) {
      const goodUntilAt = endOf(answer, rules)
      const refuse = (reason: string) => {
        refusals.push(ocspAnswerNotBelieved({ answer: labelOf(answer), reason }))
        refused.set(response, statementOf(response, answer))
      }
      if (answer.thisUpdateAt > latestAt || response.producedAt > latestAt) refuse('made in the future')
      else if (answer.status === 'unknown' && goodUntilAt < at) refuse('expired')
      else if (authority === undefined) refuse('not signed by a responder of the issuer')
      else heard.push({ ...answer, response, authority, goodUntilAt })
    }
  }
  heard.sort((a, b) => b.thisUpdateAt - a.thisUpdateAt)
  const decisive = heard.find(isRevokedForGood) ?? heard[0]
  return decisive === undefined
    ? { status: 'undetermined', refusals, statements: [...refused.values()] }
    : findingOf(decisive)
}

const endOf = ({ thisUpdateAt, nextUpdateAt }: OcspAnswer, rules: OcspRules): number =>
  nextUpdateAt ?? thisUpdateAt + rules.undatedAnswerLifetimeSeconds * 1000

const isRevokedForGood = ({ status }: HeardAnswer): boolean =>
  typeof status === 'object' && status.reason !== 'certificateHold'

const statementOf = (
  { der }: OcspResponse,
  { thisUpdateAt, nextUpdateAt }: Pick<OcspAnswer, 'thisUpdateAt' | 'nextUpdateAt'>,
): Statement => ({ kind: 'ocsp', der, thisUpdateAt, nextUpdateAt })

function findingOf({ response, authority, ...answer }: HeardAnswer): StatusFinding {
  const { status, thisUpdateAt, goodUntilAt } = answer
  const statements = [statementOf(response, answer), ...authority.statements]
  if (status === 'unknown') return { status, statements }
  if (status === 'good') return { status, statedAt: thisUpdateAt, goodUntilAt, statements }
  return { status: 'revoked', ...status, statedAt: thisUpdateAt, statements }
}

const labelOf = ({ thisUpdateAt }: OcspAnswer): string => `answer of ${new Date(thisUpdateAt).toISOString()}`
