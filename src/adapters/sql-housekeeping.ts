import { sql } from 'kysely'
import type { Database, Tables } from '../storage/schema.ts'

/** Deleted in one statement: few enough to hold nobody up. */
const BATCH = 500
const DAY_MS = 24 * 3600 * 1000

/** What is dead once `instant` lies `keptMilliseconds` in the past; `key` is the table's primary key. */
interface ShortLived {
  readonly table: keyof Tables
  readonly key: string
  readonly instant: string
  readonly keptMilliseconds: number
}

const SHORT_LIVED: readonly ShortLived[] = [
  { table: 'ephemeral', key: 'key', instant: 'expires_at', keptMilliseconds: 0 },
  { table: 'http_session', key: 'key', instant: 'expires_at', keptMilliseconds: 0 },
  { table: 'sign_in', key: 'id', instant: 'expires_at', keptMilliseconds: 0 },
  // A code can be sent again for as long as its sign-in lives.
  { table: 'email_code', key: 'sign_in_id', instant: 'expires_at', keptMilliseconds: DAY_MS },
  // The longest windows that sendings and failures are counted in are a day.
  { table: 'code_sending', key: 'id', instant: 'sent_at', keptMilliseconds: DAY_MS },
  { table: 'throttle', key: 'subject', instant: 'updated_at', keptMilliseconds: 2 * DAY_MS },
  { table: 'link_sending', key: 'id', instant: 'sent_at', keptMilliseconds: DAY_MS },
  // For a week a dead link can be replaced by a new one.
  { table: 'personal_account_claim', key: 'id', instant: 'expires_at', keptMilliseconds: 7 * DAY_MS },
  { table: 'email_change', key: 'token_hash', instant: 'expires_at', keptMilliseconds: 0 },
  { table: 'card_evidence', key: 'reference', instant: 'kept_until', keptMilliseconds: 0 },
  { table: 'evidence_bytes', key: 'sha256', instant: 'kept_until', keptMilliseconds: 0 },
  { table: 'mailed_link', key: 'token_hash', instant: 'expires_at', keptMilliseconds: 30 * DAY_MS },
]

/**
 * Deletes the short-lived things whose time has passed. They are dead already: this only gives their room back. Any
 * number of processes may do it at once.
 * @param at epoch milliseconds.
 */
export async function purgeExpired(database: Database, at: number): Promise<void> {
  for (const { table, key, instant, keptMilliseconds } of SHORT_LIVED) {
    const [from, keyed, when] = [sql.table(table), sql.ref(key), sql.ref(instant)]
    for (;;) {
      const { numAffectedRows = 0n } = await sql`
        delete from ${from} where ${keyed} in (
          select ${keyed} from ${from} where ${when} <= ${at - keptMilliseconds} limit ${BATCH}
        )`.execute(database)
      if (numAffectedRows < BATCH) break
    }
  }
}
