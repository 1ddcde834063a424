/** What an accepted card says, in the form in which a sign-in carries it from one page to the next. */
import type { AssuranceLevel } from '../assurance/assurance.ts'
import type { Profile } from '../people/profile.ts'

export interface CardIdentity {
  /** Of the certificate, hex. */
  readonly sha256: string
  /** Base64: kept, so that the card can be asked about again while a session lives. */
  readonly der: string
  /** Of the pinned authority's certificate, hex. */
  readonly authoritySha256: string
  /** Hex. */
  readonly serialNumber: string
  /** The certificate's common name: a label, never split (S1.43). */
  readonly label: string
  readonly issuer: string
  readonly givenNames: string | undefined
  readonly surname: string | undefined
  readonly siren: string | undefined
  /** Whose SIREN the authority writes. */
  readonly sirenOwner: 'holder' | 'employer'
  readonly notBefore: number
  readonly notAfter: number
  /** The profiles that the authority's policy lets this certificate act as, each with what a login then proves. */
  readonly assurances: Readonly<Partial<Record<Profile, AssuranceLevel>>>
  /** What a person should look at, such as a SIREN that two fields of the certificate give differently. */
  readonly review: readonly string[]
  /** Accepted under grace, because revocation could not be told: until when at most (epoch milliseconds). */
  readonly graceUntil: number | undefined
}
