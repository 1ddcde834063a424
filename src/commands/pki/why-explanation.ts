/** What became of a card, for somebody on the telephone: who, when, what was found, what the person was told. */
import type { Failure, Outcome } from '../../failures/failure.ts'
import { causeOf } from '../../http/card-refusal-cause.ts'
import { messagesFor } from '../../messages/messages.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { toHexadecimal } from '../../pki/der/octets.ts'
import { nameToText } from '../../pki/name/name-to-text.ts'
import type { CardEvidence } from '../../sign-in/methods/smart-card/evidence.ts'
import type { Replay, WholeEvidence } from '../../sign-in/methods/smart-card/replay.ts'
import { describeChecks, instant } from './explanation.ts'
import { failureJson } from './verdict-json.ts'

/** In one word, or the code of what went wrong. */
export const endingOf = ({ examination, refusedAfterwards }: CardEvidence): string =>
  examination.accepted ? (refusedAfterwards ?? 'accepted') : examination.failure.code

export function describeEvidence(evidence: CardEvidence, whole: Outcome<WholeEvidence>): string[] {
  const { reference, examinedAt, purpose, examination, presented } = evidence
  const facts = {
    Reference: reference,
    'Looked at': `${instant(examinedAt)}, for a ${purpose === 'test' ? 'test' : 'login'}`,
    ...certificateFacts(evidence, whole),
    'SHA-256': presented?.leafSha256 ?? 'none',
    ...(whole.ok ? decisions(whole.value) : {}),
  }
  return [
    ...Object.entries(facts).map(([title, text]) => `${title.padEnd(15)}${text}`),
    ...evidence.statements.map(({ kind, thisUpdateAt, sha256 }) =>
      ['Statement'.padEnd(15), `${kind} of ${instant(thisUpdateAt)}, SHA-256 ${sha256}`].join(''),
    ),
    ...evidence.knowledge.remembered.map(({ serialNumber, reason, revokedAt }) =>
      ['Remembered'.padEnd(15), `serial number ${serialNumber}: ${reason}, on ${instant(revokedAt)}`].join(''),
    ),
    '',
    ...examination.checks.map(({ check, state }) => `  ${state.padEnd(8)} ${check}`),
    '',
    ...describeEnding(evidence),
  ]
}

function certificateFacts({ examination }: CardEvidence, whole: Outcome<WholeEvidence>): Record<string, string> {
  const leaf = whole.ok ? whole.value.presented?.leaf : undefined
  const certificate = leaf && parseCertificate(leaf)
  if (certificate?.ok === true) {
    const { subject, issuer, serialNumber, notBeforeAt, notAfterAt } = certificate.value
    return {
      Holder: nameToText(subject),
      Issuer: nameToText(issuer),
      'Serial number': toHexadecimal(serialNumber),
      Validity: `${instant(notBeforeAt)} to ${instant(notAfterAt)}`,
    }
  }
  const { facts } = examination
  return facts === undefined
    ? { Certificate: 'none that can be read' }
    : { Holder: facts.holder, Issuer: facts.issuer, 'Serial number': facts.serialNumber }
}

function decisions({ evidence, inForce }: WholeEvidence): Record<string, string> {
  const { authorities } = inForce.trust
  const reached = authorities.find(({ sha256 }) => sha256 === evidence.authoritySha256)
  if (reached === undefined) return { Authority: `none of the ${authorities.length} that were trusted` }
  const { unavailable, expired, order } = inForce.policyFor({
    name: reached.certificate.subject,
    publicKey: reached.certificate.publicKey,
    certificate: reached.certificate,
  })
  const within = (leniency: typeof unavailable) =>
    leniency === 'deny' ? 'deny' : `allow within ${leniency.allowWithin.seconds} s`
  return {
    Authority: `${reached.label} (SHA-256 ${reached.sha256})`,
    'In force': `${order.join(' before ')}; no answer: ${within(unavailable)}; expired answer: ${within(expired)}`,
  }
}

function describeEnding(evidence: CardEvidence): string[] {
  const { examination, refusedAfterwards } = evidence
  if (!examination.accepted) {
    const { code, explanation } = examination.failure
    return [`REFUSED: ${code}`, `  ${explanation}`, ...whatWasTold(examination.failure)]
  }
  const { graceUntil } = examination.card
  const grace = graceUntil === undefined ? [] : [`  under grace, until ${instant(graceUntil)}`]
  if (refusedAfterwards === undefined) return ['ACCEPTED', ...grace]
  const told = whatWasTold({ code: refusedAfterwards })
  return ['ACCEPTED, the card itself', ...grace, `REFUSED afterwards: ${refusedAfterwards}`, ...told]
}

function whatWasTold(failure: Pick<Failure, 'code'>): string[] {
  const { causes, contacts, stepsTitle, contactTitle } = messagesFor('en').cardRefusal
  const { title, happened, steps, contact } = causes[causeOf(failure)]
  return [
    `  ${title}. ${happened}`,
    `${stepsTitle}:`,
    ...steps.map((step) => `  - ${step}`),
    `${contactTitle}: ${contacts[contact]}`,
  ]
}

export const describeReplay = ({ same, examination, grounds }: Replay): string[] => [
  '',
  'Judged again from what was kept, at the same instant:',
  ...describeChecks(grounds),
  same ? 'THE SAME' : `NOT THE SAME: ${examination.accepted ? 'accepted' : examination.failure.explanation}`,
]

export function whyJson(evidence: CardEvidence, whole: Outcome<WholeEvidence>, replayed: Replay | undefined): object {
  const { examination, examinedAt, ...kept } = evidence
  return {
    ...kept,
    at: instant(examinedAt),
    accepted: examination.accepted,
    failure: examination.accepted ? null : failureJson(examination.failure),
    certificate: examination.facts ?? null,
    checks: examination.checks,
    replay: whole.ok ? replayJson(replayed) : { failure: failureJson(whole.failure) },
  }
}

const replayJson = (replayed: Replay | undefined) =>
  replayed && {
    same: replayed.same,
    accepted: replayed.examination.accepted,
    failure: replayed.examination.accepted ? null : failureJson(replayed.examination.failure),
    checks: replayed.grounds.checks.map(({ found, ...check }) => ({ ...check, found: found() })),
  }
