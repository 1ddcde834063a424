/** Judges a card again from what was kept of it, at the instant of then; nobody is asked anything. */
import { isDeepStrictEqual } from 'node:util'
import { fail, type Outcome, succeed } from '../../../failures/failure.ts'
import { validateCertificate } from '../../../pki/certificate-validation.ts'
import { createRevocationChecker } from '../../../pki/revocation/checker.ts'
import { type Crl, parseCrl } from '../../../pki/revocation/crl.ts'
import { createCrlSet } from '../../../pki/revocation/crl-set.ts'
import { fingerprint } from '../../../pki/revocation/fingerprint.ts'
import { knownBy } from '../../../pki/revocation/live-validation.ts'
import { type OcspResponse, parseOcspResponse } from '../../../pki/revocation/ocsp-response.ts'
import type { Statement } from '../../../pki/revocation/status-finding.ts'
import type { CardExamination, PresentedCertificate } from './card-examination.ts'
import {
  type CardEvidence,
  type CardEvidenceStore,
  type EvidenceFiles,
  evidenceAltered,
  evidenceMissing,
} from './evidence.ts'
import { createCardJudge } from './examine-card.ts'
import { type InForce, readInForce } from './in-force.ts'
import type { Judgement, LiveValidation } from './judgement.ts'

/** The evidence with the bytes that its hashes stand for. */
export interface WholeEvidence {
  readonly evidence: CardEvidence
  readonly presented: PresentedCertificate | undefined
  readonly inForce: InForce
  readonly statements: readonly Pick<Statement, 'kind' | 'der'>[]
}

/** @returns evidence.bytes-missing or evidence.bytes-altered when the decision cannot be reached again. */
export async function gatherEvidence(
  evidence: CardEvidence,
  store: Pick<CardEvidenceStore, 'bytes'>,
  files: Pick<EvidenceFiles, 'find'>,
): Promise<Outcome<WholeEvidence>> {
  const { presented, inForceSha256, statements } = evidence
  const hashes = [
    inForceSha256,
    ...(presented === undefined ? [] : [presented.leafSha256, ...presented.candidatesSha256]),
    ...statements.map(({ sha256 }) => sha256),
  ]
  const kept = new Map<string, Uint8Array>()
  for (const sha256 of new Set(hashes)) {
    const bytes = (await store.bytes(sha256)) ?? (await files.find(sha256))
    if (bytes === undefined) return fail(evidenceMissing({ sha256 }))
    if (fingerprint(bytes) !== sha256) return fail(evidenceAltered({ sha256 }))
    kept.set(sha256, bytes)
  }
  const bytesOf = (sha256: string): Uint8Array => kept.get(sha256) ?? new Uint8Array()
  const inForce = readInForce(bytesOf(inForceSha256))
  if (!inForce.ok) return inForce
  return succeed({
    evidence,
    presented: presented && {
      leaf: bytesOf(presented.leafSha256),
      candidates: presented.candidatesSha256.map(bytesOf),
    },
    inForce: inForce.value,
    statements: statements.map(({ kind, sha256 }) => ({ kind, der: bytesOf(sha256) })),
  })
}

export interface Replay extends Judgement {
  /** Whether card, checks and ending are the same as then. */
  readonly same: boolean
}

export async function replay({ evidence, presented, inForce, statements }: WholeEvidence): Promise<Replay> {
  const { lists, answers } = readStatements(statements)
  const { knowledge, examinedAt } = evidence
  const material = { lists: createCrlSet(lists), answers, ...knownBy(knowledge) }
  const validate: LiveValidation = async (request) => {
    const revocation = createRevocationChecker(material, inForce.policyFor)
    return { ...validateCertificate({ ...request, revocation }), knowledge }
  }
  // Time stands still: the machine of today must not make yesterday's card run out of its budget.
  const judge = createCardJudge(inForce.trust, validate, { now: () => examinedAt })
  const judgement = await judge(presented, examinedAt)
  const same = isDeepStrictEqual(comparable(judgement.examination), comparable(evidence.examination))
  return { ...judgement, same }
}

/** Without what only words it. */
function comparable(examination: CardExamination): unknown {
  const plain = JSON.parse(JSON.stringify(examination)) as CardExamination
  return plain.accepted ? plain : { ...plain, failure: { code: plain.failure.code, data: plain.failure.data } }
}

function readStatements(statements: WholeEvidence['statements']) {
  const lists: Crl[] = []
  const answers: OcspResponse[] = []
  for (const { kind, der } of statements) {
    if (kind === 'ocsp') answers.push(...found(parseOcspResponse(der)))
    else lists.push(...found(parseCrl(der)))
  }
  return { lists, answers }
}

const found = <Value>(outcome: Outcome<Value>): Value[] => (outcome.ok ? [outcome.value] : [])
