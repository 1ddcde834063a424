/** What lets in somebody who has neither a password of their own nor a card: the contract; sign-in/first-secret has two. */
import type { Letter } from '../mail/catalogue.ts'
import type { CaseStores } from './case-stores.ts'

export interface FirstSecret<Within extends CaseStores> {
  readonly access: 'initial-password' | 'activation-link'
  readonly expiresAt: number
  /** The second mail (S1.21). */
  readonly letter: Letter
  /**
   * Makes it the only secret of the account; whatever was sent before is dead.
   * @returns false when the person chose a password meanwhile: then nothing changes and no second mail goes out.
   */
  install(within: Within, accountId: string): Promise<boolean>
}

/** Made before the transaction, for everybody alike: hashing takes time, and a difference would tell who has an account. */
export type FirstSecretMaker<Within extends CaseStores> = (at: number) => Promise<FirstSecret<Within>>
