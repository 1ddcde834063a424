/**
 * The sign-in: one small state machine that every way in goes through. Only `establish` opens a session, and only from
 * `authenticated` with nothing owed.
 *
 *   challenged ──▶ authenticated ──▶ (password change) ──▶ (terms) ──▶ established
 *     │    ▲            ▲
 *     │    └─ again     │ the address is proven, and the person registered or recognised
 *     ├──▶ unbound ──▶ proving-address ──▶ queued (an administrator decides)
 *     └──▶ refused ──▶ challenged again (card) or a new sign-in (e-mail)
 */
import type { AssuranceLevel, AuthenticationMethod } from '../assurance/assurance.ts'
import type { Profile } from '../people/profile.ts'
import type { Registration } from '../people/registration.ts'
import type { CardIdentity } from './card-identity.ts'
import type { WallOption } from './profile-wall.ts'

/** What the person came for; fixed at the start, it survives every step. */
export interface Intent {
  readonly option: WallOption
  /** Shared computer: nothing is remembered in this browser. */
  readonly sharedComputer: boolean
  /** Where to go afterwards: a path of this portal, or undefined for the landing page of the profile. */
  readonly resume: string | undefined
}

/** Somebody whose factors are all proven. */
export interface AuthenticatedPerson {
  readonly accountId: string
  readonly profile: Profile
  readonly method: AuthenticationMethod
  readonly assurance: AssuranceLevel
  readonly certificateBindingId: string | undefined
  readonly authenticatedAt: number
}

/** What somebody with an unknown card is proving an address for. */
export type AddressPurpose =
  | { readonly kind: 'registration'; readonly registration: Registration; readonly acceptedTermsId: string }
  /** undefined: no account has this address, which the page does not tell. */
  | { readonly kind: 'relink'; readonly accountId: string | undefined }

export interface AddressProof {
  readonly address: string
  readonly addressKey: string
  readonly purpose: AddressPurpose
}

export type SignInState =
  | { readonly step: 'challenged'; readonly method: 'smart-card' }
  | {
      readonly step: 'challenged'
      readonly method: 'email-code' | 'activation-link'
      readonly accountId: string
      readonly profile: Profile
    }
  | { readonly step: 'unbound'; readonly card: CardIdentity }
  | { readonly step: 'proving-address'; readonly card: CardIdentity; readonly proof: AddressProof }
  | { readonly step: 'queued'; readonly reference: string }
  | {
      readonly step: 'authenticated'
      readonly person: AuthenticatedPerson
      readonly passwordChange: 'owed' | 'not-owed'
    }
  | { readonly step: 'established'; readonly accountId: string }
  | { readonly step: 'refused'; readonly failureCode: string; readonly reference: string }

export type SignInEvent =
  | { readonly type: 'card-asked-again' }
  | { readonly type: 'card-unknown'; readonly card: CardIdentity }
  | { readonly type: 'address-claimed'; readonly proof: AddressProof }
  | { readonly type: 'relink-queued'; readonly reference: string }
  | { readonly type: 'proven'; readonly person: AuthenticatedPerson; readonly passwordChange: 'owed' | 'not-owed' }
  | { readonly type: 'password-changed' }
  | { readonly type: 'established' }
  | { readonly type: 'refused'; readonly failureCode: string; readonly reference: string }

/** @returns the account that a sign-in under way would log in, where something has been proven for one. */
export function accountOf(state: SignInState): string | undefined {
  if (state.step === 'authenticated') return state.person.accountId
  return state.step === 'challenged' && state.method !== 'smart-card' ? state.accountId : undefined
}

/** A card says itself whose it is; every other way was begun for one account, and proves that account or nobody. */
const isChallenged = (state: SignInState, { method, accountId }: AuthenticatedPerson): boolean =>
  state.step === 'challenged' &&
  state.method === method &&
  (state.method === 'smart-card' || state.accountId === accountId)

/** @returns the next state, or undefined when the event does not belong to this state: jumps and replays end here. */
export function advance(state: SignInState, event: SignInEvent): SignInState | undefined {
  switch (event.type) {
    case 'card-asked-again':
      return (state.step === 'challenged' && state.method === 'smart-card') || state.step === 'refused'
        ? { step: 'challenged', method: 'smart-card' }
        : undefined
    case 'card-unknown':
      return state.step === 'challenged' && state.method === 'smart-card'
        ? { step: 'unbound', card: event.card }
        : undefined
    case 'address-claimed':
      return state.step === 'unbound' ? { step: 'proving-address', card: state.card, proof: event.proof } : undefined
    case 'relink-queued':
      return state.step === 'proving-address' ? { step: 'queued', reference: event.reference } : undefined
    case 'proven':
      return isChallenged(state, event.person) || state.step === 'proving-address'
        ? { step: 'authenticated', person: event.person, passwordChange: event.passwordChange }
        : undefined
    case 'password-changed':
      return state.step === 'authenticated' && state.passwordChange === 'owed'
        ? { ...state, passwordChange: 'not-owed' }
        : undefined
    case 'established':
      return state.step === 'authenticated' && state.passwordChange === 'not-owed'
        ? { step: 'established', accountId: state.person.accountId }
        : undefined
    case 'refused':
      return state.step === 'established'
        ? undefined
        : { step: 'refused', failureCode: event.failureCode, reference: event.reference }
  }
}
