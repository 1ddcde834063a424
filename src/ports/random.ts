/** Where secrets come from: a cryptographically secure generator (ASVS 11.5.1). */
export interface Random {
  /** @returns `length` unpredictable bytes. */
  bytes(length: number): Uint8Array
}
