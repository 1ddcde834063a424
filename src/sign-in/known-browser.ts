/** Browsers in which an account has logged in before: strangers' failures do not slow them down (threat of lock-out). */
export interface KnownBrowserStore {
  /** @param browserHash SHA-256 of the browser's own random mark, hex. */
  isKnown(accountId: string, browserHash: string): Promise<boolean>
  hashesOf(accountId: string): Promise<readonly string[]>
  remember(accountId: string, browserHash: string, at: number): Promise<void>
}
