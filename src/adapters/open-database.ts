import type { Database } from '../storage/schema.ts'

/** An engine at work. */
export interface OpenDatabase {
  readonly database: Database
  /** Throws when the engine does not answer within its time limit. */
  ping(): Promise<void>
  /** Lets the statement under way end, then lets go of the engine. May be called again. */
  close(): Promise<void>
}
