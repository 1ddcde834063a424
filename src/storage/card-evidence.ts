import {
  type CardEvidence,
  type CardEvidenceStore,
  EVIDENCE_KEPT_MS,
  type KeptBytes,
  MOST_OCTETS_IN_DATABASE,
  PROLONGED_BY_MS,
} from '../sign-in/methods/smart-card/evidence.ts'
import { inTransaction } from './in-transaction.ts'
import type { Database, Tables } from './schema.ts'

/** Hashes asked about in one statement. */
const BATCH = 500

export function createCardEvidenceStore(database: Database): CardEvidenceStore {
  return {
    keep: (evidence, bytes) =>
      inTransaction(database, async (transaction) => {
        await keepBytes(transaction, bytes, evidence.examinedAt)
        await transaction.insertInto('card_evidence').values(toRow(evidence)).execute()
      }),

    async noteRefusal(reference, failureCode) {
      await database
        .updateTable('card_evidence')
        .set({ refused_afterwards: failureCode })
        .where('reference', '=', reference)
        .execute()
    },

    async find(reference) {
      const row = await database
        .selectFrom('card_evidence')
        .selectAll()
        .where('reference', '=', reference)
        .executeTakeFirst()
      return row && fromRow(row)
    },

    async listOf(certificateSha256, limit) {
      const rows = await database
        .selectFrom('card_evidence')
        .selectAll()
        .where('certificate_sha256', '=', certificateSha256)
        .orderBy('examined_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },

    async bytes(sha256) {
      const row = await database
        .selectFrom('evidence_bytes')
        .select('content_base64')
        .where('sha256', '=', sha256)
        .executeTakeFirst()
      const content = row?.content_base64 ?? undefined
      return content === undefined ? undefined : Buffer.from(content, 'base64')
    },

    async keptAmong(hashes) {
      const kept = new Set<string>()
      for (let from = 0; from < hashes.length; from += BATCH) {
        const rows = await database
          .selectFrom('evidence_bytes')
          .select('sha256')
          .where('sha256', 'in', hashes.slice(from, from + BATCH))
          .execute()
        for (const { sha256 } of rows) kept.add(sha256)
      }
      return kept
    },
  }
}

/** One look finds everything kept already, as it mostly is; its time is prolonged rarely. */
async function keepBytes(transaction: Database, bytes: readonly KeptBytes[], at: number): Promise<void> {
  const hashes = bytes.map(({ sha256 }) => sha256)
  if (hashes.length === 0) return
  const rows = await transaction
    .selectFrom('evidence_bytes')
    .select(['sha256', 'kept_until'])
    .where('sha256', 'in', hashes)
    .execute()
  const keptUntil = at + EVIDENCE_KEPT_MS + PROLONGED_BY_MS
  const ending = rows.filter((row) => row.kept_until < at + EVIDENCE_KEPT_MS).map(({ sha256 }) => sha256)
  if (ending.length > 0) {
    await transaction
      .updateTable('evidence_bytes')
      .set({ kept_until: keptUntil })
      .where('sha256', 'in', ending)
      .execute()
  }
  const known = new Set(rows.map(({ sha256 }) => sha256))
  for (const one of bytes.filter(({ sha256 }) => !known.has(sha256))) {
    await transaction
      .insertInto('evidence_bytes')
      .values(toBytesRow(one, keptUntil))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

const toBytesRow = ({ sha256, bytes }: KeptBytes, keptUntil: number): Tables['evidence_bytes'] => ({
  sha256,
  content_base64: bytes.length > MOST_OCTETS_IN_DATABASE ? null : Buffer.from(bytes).toString('base64'),
  octets: bytes.length,
  kept_until: keptUntil,
})

const toRow = ({ refusedAfterwards, ...evidence }: CardEvidence): Tables['card_evidence'] => ({
  reference: evidence.reference,
  examined_at: evidence.examinedAt,
  certificate_sha256: evidence.presented?.leafSha256 ?? null,
  record: JSON.stringify(evidence),
  refused_afterwards: refusedAfterwards ?? null,
  kept_until: evidence.examinedAt + EVIDENCE_KEPT_MS,
})

const fromRow = (row: Tables['card_evidence']): CardEvidence => ({
  ...(JSON.parse(row.record) as Omit<CardEvidence, 'refusedAfterwards'>),
  refusedAfterwards: row.refused_afterwards ?? undefined,
})
