/**
 * Why a card was accepted or refused: what was presented, what was in force, what was said about revocation, and the
 * instant. Kept for a year, so that a refusal can be explained, and judged again without asking anybody anything.
 */
import { defineFailure } from '../../../failures/failure.ts'
import type { RevocationKnowledge } from '../../../pki/revocation/live-validation.ts'
import type { Statement } from '../../../pki/revocation/status-finding.ts'
import type { CardPurpose } from './card-desk.ts'
import type { CardExamination } from './card-examination.ts'

const DAY_MS = 24 * 3600 * 1000
/** As long as the security log (LG-10). */
export const EVIDENCE_KEPT_MS = 366 * DAY_MS
/** Bytes that many examinations rest on have their time prolonged now and then, not at each of them. */
export const PROLONGED_BY_MS = 30 * DAY_MS
/** Longer bytes, such as the lists of large authorities, are files. */
export const MOST_OCTETS_IN_DATABASE = 1024 * 1024
/** What anybody may present and have us keep; several times the certificates of a usual card. */
export const MOST_PRESENTED_OCTETS = 32 * 1024

export interface CardEvidence {
  readonly reference: string
  readonly examinedAt: number
  readonly purpose: CardPurpose['kind']
  /** Undefined: none was presented. */
  readonly presented: PresentedHashes | undefined
  readonly examination: CardExamination
  /** Of the pinned authority that the path led to. */
  readonly authoritySha256: string | undefined
  /** Of the decisions in force (in-force.ts). */
  readonly inForceSha256: string
  readonly statements: readonly KeptStatement[]
  readonly knowledge: RevocationKnowledge
  readonly refusedAfterwards: string | undefined
}

interface PresentedHashes {
  readonly leafSha256: string
  readonly candidatesSha256: readonly string[]
}

export type KeptStatement = Omit<Statement, 'der'> & { readonly sha256: string }

export interface KeptBytes {
  readonly sha256: string
  readonly bytes: Uint8Array
}

export interface CardEvidenceStore {
  /** @param bytes what the hashes stand for; whatever is kept already is not written again. */
  keep(evidence: CardEvidence, bytes: readonly KeptBytes[]): Promise<void>
  /** The card was good, and its holder was refused all the same. */
  noteRefusal(reference: string, failureCode: string): Promise<void>
  find(reference: string): Promise<CardEvidence | undefined>
  /** Of one certificate, newest first. */
  listOf(certificateSha256: string, limit: number): Promise<readonly CardEvidence[]>
  /** @returns undefined when they are not kept, or in a file. */
  bytes(sha256: string): Promise<Uint8Array | undefined>
  /** Those of the hashes that are kept, in the database or in a file. */
  keptAmong(hashes: readonly string[]): Promise<ReadonlySet<string>>
}

/** Where bytes go that are too long for the database: content-addressed, on this machine. */
export interface EvidenceFiles {
  /** Writes them unless they are there. */
  keep(kept: KeptBytes): Promise<void>
  find(sha256: string): Promise<Uint8Array | undefined>
  list(): Promise<readonly string[]>
  remove(sha256: string): Promise<void>
}

export const noSuchEvidence = defineFailure(
  'evidence.unknown',
  'not-found',
  'Nothing is kept under this reference: it was never given, or is older than a year.',
)
export const evidenceMissing = defineFailure<{ sha256: string }>(
  'evidence.bytes-missing',
  'not-found',
  'Bytes that the decision rests on are not here: they were too many to keep, or lie in the data folder of another machine.',
  ({ sha256 }) => `SHA-256 ${sha256}.`,
)
export const evidenceAltered = defineFailure<{ sha256: string }>(
  'evidence.bytes-altered',
  'conflict',
  'Kept bytes are not those that the decision rests on: they were changed since.',
  ({ sha256 }) => `SHA-256 ${sha256} was expected.`,
)

/** Gives back the room of files that no evidence rests on any more. */
export const createEvidenceCleaner =
  (store: Pick<CardEvidenceStore, 'keptAmong'>, files: EvidenceFiles) => async (): Promise<void> => {
    const found = await files.list()
    const kept = await store.keptAmong(found)
    for (const sha256 of found) if (!kept.has(sha256)) await files.remove(sha256)
  }
