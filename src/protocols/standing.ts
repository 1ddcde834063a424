/** What there is to know about a session before an application is told of it, read in one go. */
import type { Account } from '../people/account.ts'
import type { CertificateBinding } from '../people/certificate-binding.ts'
import type { Profile } from '../people/profile.ts'
import type { Registration } from '../people/registration.ts'
import type { Session } from '../sessions/session.ts'

export interface Standing {
  readonly session: Session
  readonly account: Pick<Account, 'id' | 'email' | 'givenNames' | 'surname' | 'status' | 'locale'>
  /** Whether the account may still act as the profile of the session. */
  readonly holdsProfile: boolean
  /** The card that the session was opened with. */
  readonly card:
    | Pick<CertificateBinding, 'sha256' | 'serialNumber' | 'issuer' | 'siren' | 'notAfter' | 'status'>
    | undefined
  /** What was filled in at the first card login, the address proven with it. */
  readonly registration: Registration | undefined
  /** The case that an e-mail login opened on (S1.30). */
  readonly expertise: { readonly id: string; readonly reference: string; readonly court: string } | undefined
}

/** Terms that an account accepted under a profile. */
export interface Acceptance {
  readonly termsId: string
  readonly acceptedAt: number
}

export interface StandingStore {
  /** @param handle of the session, alive or not. */
  find(handle: string): Promise<Standing | undefined>
  /** @param idHash SHA-256 of the identifier that the browser has. */
  findBySession(idHash: string): Promise<Standing | undefined>
  acceptances(accountId: string, profile: Profile): Promise<readonly Acceptance[]>
}
