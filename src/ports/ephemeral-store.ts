/**
 * Short-lived things that several processes share: one-time tickets, request counters. Nothing in it is the truth of an
 * account; losing it logs nobody in. Every operation is atomic across processes. Lifetimes are measured with the clock
 * that the engine was given, so that a thing is dead at its deadline whatever the engine's own housekeeping does.
 * A key holds a value or a counter, never one after the other. An engine that is gone or hung gives an Outage.
 */
export interface EphemeralStore {
  /** Keeps `value` under `key` until `lifetimeSeconds` from now, replacing what was there. */
  put(key: string, value: string, lifetimeSeconds: number): Promise<void>
  /** @returns the value, or undefined when absent or past its lifetime. */
  get(key: string): Promise<string | undefined>
  /** Reads and deletes in one step: of any number of parallel callers exactly one gets the value. */
  take(key: string): Promise<string | undefined>
  /**
   * Adds one to the counter of a fixed window that opens at the first call.
   * @returns the count after this call and the instant (epoch ms) at which the window closes.
   */
  count(key: string, windowSeconds: number): Promise<{ readonly count: number; readonly closesAt: number }>
  /** Forgets a value or a counter. */
  remove(key: string): Promise<void>
  /** Throws when the engine does not answer within its time limit. */
  ping(): Promise<void>
}
