/** One sign-in under way, as it is kept: bound to the browser that began it, each step a compare-and-swap. */
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import { advance, type Intent, type SignInEvent, type SignInState } from './transaction.ts'

/** Long enough to type a PIN, wait for a code or fill in a registration form. */
export const SIGN_IN_LIFETIME_SECONDS = 60 * 60

export interface SignIn {
  readonly id: string
  /** Fingerprint of the browser's anonymous session: another browser cannot go on with it. */
  readonly browserKey: string
  readonly intent: Intent
  readonly state: SignInState
  readonly version: number
  readonly expiresAt: number
}

export interface SignInStore {
  begin(signIn: SignIn, at: number): Promise<void>
  find(id: string): Promise<SignIn | undefined>
  /** The last one that a browser began. */
  findNewest(browserKey: string): Promise<SignIn | undefined>
  /** @returns false when somebody else moved it since `version`. */
  swap(id: string, version: number, state: SignInState): Promise<boolean>
  /** Ends what is under way for an account, the sign-in `exceptId` apart: what it proved counts no more. */
  endAllOf(accountId: string, at: number, exceptId?: string): Promise<void>
}

export const signInGone = defineFailure(
  'sign-in.gone',
  'conflict',
  'The sign-in does not exist, is over, or belongs to another browser: it must be started again.',
)
export const signInElsewhere = defineFailure(
  'sign-in.out-of-step',
  'conflict',
  'The sign-in is at another step, for example because of a second tab or the back button.',
)

/** @returns the sign-in that this browser may go on with; without an id, the newest it began. */
export async function findSignIn(
  store: Pick<SignInStore, 'find' | 'findNewest'>,
  browserKey: string,
  id: string | undefined,
  at: number,
): Promise<Outcome<SignIn>> {
  const found = id === undefined ? await store.findNewest(browserKey) : await store.find(id)
  return found === undefined || found.browserKey !== browserKey || at >= found.expiresAt
    ? fail(signInGone({}))
    : succeed(found)
}

/** Moves the sign-in by one event; of several at once exactly one succeeds. */
export async function step(
  store: Pick<SignInStore, 'swap'>,
  signIn: SignIn,
  event: SignInEvent,
): Promise<Outcome<SignIn>> {
  const state = advance(signIn.state, event)
  if (state === undefined || !(await store.swap(signIn.id, signIn.version, state))) return fail(signInElsewhere({}))
  return succeed({ ...signIn, state, version: signIn.version + 1 })
}
