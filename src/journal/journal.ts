/**
 * What happened, for those who must account for it: append-only, each entry chained to the one before by its hash.
 * A closed list of events; no secret, no code, no session identifier in any of them (LG-4, LG-5).
 */
import { createHash } from 'node:crypto'

export const EVENTS = [
  'service.started',
  'sign-in.profile-chosen',
  'sign-in.password-refused',
  'sign-in.code-issued',
  'sign-in.code-refused',
  'sign-in.abandoned',
  'sign-in.card-refused',
  'sign-in.card-unknown',
  'account.registered',
  'account.status-changed',
  'account.profile-granted',
  'account.administrator-appointed',
  'account.administrator-dismissed',
  'account.exported',
  'email.change-asked',
  'email.changed',
  'card.blocked',
  'card.end-announced',
  'card.attached',
  'relink.asked',
  'relink.decided',
  'card.tested',
  'case.opened',
  'participant.added',
  'participant.deactivated',
  'invitation.resent',
  'invitation.asked-again',
  'invitation.accepted',
  'access.none-open',
  'account.activated',
  'mail.bounced',
  'directory.replaced',
  'session.opened',
  'session.ended',
  'application.registered',
  'application.secret-changed',
  'application.removed',
  'application.entered',
  'signing-keys.rotated',
  'trust.changed',
  'trust.proposed',
  'trust.approved',
  'terms.published',
  'terms.accepted',
  'terms.refused',
  'password.changed',
  'password.reset-asked',
  'password.reset',
] as const
export type JournalEvent = (typeof EVENTS)[number]

export type JournalData = Readonly<Record<string, string | number | null>>

export interface JournalEntry {
  readonly sequence: number
  readonly occurredAt: number
  readonly event: JournalEvent
  readonly data: JournalData
  readonly previousHash: string
  readonly hash: string
}

export interface JournalStore {
  /** Appends behind the newest entry; parallel writers are put in a row. */
  append(event: JournalEvent, data: JournalData, at: number): Promise<void>
  /** Entries from `sequence` on, oldest first, at most `limit`. */
  read(sequence: number, limit: number): Promise<readonly JournalEntry[]>
  /** The newest entries whose data name this account, newest first, of these events only, at most `limit`. */
  latestAbout(accountId: string, events: readonly JournalEvent[], limit: number): Promise<readonly JournalEntry[]>
}

/** What the first entry is chained to. */
export const GENESIS_HASH = '0'.repeat(64)

/** SHA-256 over the entry without its hash, in one fixed order and form. */
export const hashOfEntry = (entry: Omit<JournalEntry, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([entry.sequence, entry.occurredAt, entry.event, sorted(entry.data), entry.previousHash]))
    .digest('hex')

const sorted = (data: JournalData): [string, string | number | null][] =>
  Object.entries(data).sort(([left], [right]) => (left < right ? -1 : 1))

/** Follows the chain from its first entry on. */
export interface ChainCheck {
  /** Does this entry come next, unchanged? Once it says no, the journal is broken there. */
  accepts(entry: JournalEntry): boolean
  readonly length: number
  /** Hash of the newest entry: kept elsewhere, it proves later that nothing was cut off or rewritten. */
  readonly head: string
}

export function createChainCheck(): ChainCheck {
  let length = 0
  let head = GENESIS_HASH
  return {
    get length() {
      return length
    },
    get head() {
      return head
    },
    accepts(entry) {
      const fits = entry.sequence === length + 1 && entry.previousHash === head && hashOfEntry(entry) === entry.hash
      if (fits) {
        length += 1
        head = entry.hash
      }
      return fits
    },
  }
}
