/** People whom the operator lets decide for the platform; no profile says so, and no page makes one. */
export interface AdministratorStore {
  appoint(accountId: string, at: number): Promise<void>
  dismiss(accountId: string): Promise<void>
  isOne(accountId: string): Promise<boolean>
}
