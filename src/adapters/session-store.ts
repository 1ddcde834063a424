import { hash } from 'node:crypto'
import { type SessionData, Store } from 'express-session'
import { withinTime } from './time-limit.ts'

const ANSWER_MILLISECONDS = 500

/** A session in use has its deadline moved at most this often: a page full of requests costs one write. */
export const PROLONG_EVERY_SECONDS = 60

/** Where sessions are kept. A destroyed one stays destroyed whatever a slower request saves afterwards. */
export interface SessionRecords {
  get(key: string): Promise<SessionData | null>
  set(key: string, session: SessionData): Promise<unknown>
  touch(key: string, session: SessionData): Promise<unknown>
  destroy(key: string): Promise<unknown>
}

/**
 * The store that express-session uses, on whichever engine. The cookie's identifier is hashed before it becomes a key,
 * so that reading the engine opens no session; an engine that does not answer gives an Outage within half a second.
 */
export class SessionStore extends Store {
  readonly #records: SessionRecords

  constructor(records: SessionRecords) {
    super()
    this.#records = records
  }

  override get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    settle(this.#records.get(keyOf(id)), callback)
  }

  override set(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    settle(this.#records.set(keyOf(id), session), callback)
  }

  override touch(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    settle(this.#records.touch(keyOf(id), session), callback)
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    settle(this.#records.destroy(keyOf(id)), callback)
  }
}

const keyOf = (id: string) => hash('sha256', id)

function settle<Value>(work: Promise<Value>, callback: (error: unknown, value?: Value) => void = () => {}): void {
  // On the next tick, out of the promise, which would swallow what the callback throws.
  withinTime(work, ANSWER_MILLISECONDS, 'the session store').then(
    (value) => process.nextTick(callback, null, value),
    (error) => process.nextTick(callback, error),
  )
}
