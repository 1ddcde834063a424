/** Where the current time comes from. Rules take an instant `at`; only adapters read a clock. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}
