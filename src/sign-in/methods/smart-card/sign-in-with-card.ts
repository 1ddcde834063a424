/** Carries a sign-in from an examined card to a person, to an unknown card, or to a refusal (S1.11, S1.35). */
import { defineFailure, type Failure, fail, type Outcome, succeed } from '../../../failures/failure.ts'
import type { CardIdentity } from '../../card-identity.ts'
import { profileFor } from '../../profile-wall.ts'
import { SIGN_IN_LIFETIME_SECONDS, type SignIn, step } from '../../sign-in.ts'
import type { Stores } from '../../stores.ts'
import type { Intent, SignInEvent } from '../../transaction.ts'
import type { CardExamination } from './card-examination.ts'

export const cardBlocked = defineFailure(
  'card.binding-blocked',
  'forbidden',
  'The holder or an administrator blocked this card here, as lost for example.',
)
export const cardAccountInactive = defineFailure(
  'card.account-inactive',
  'forbidden',
  'The account that this card opens is inactive.',
)
export const cardProfileNotHeld = defineFailure(
  'card.profile-not-held',
  'forbidden',
  'The account has no profile that this card may act as.',
)

/** A new sign-in by card for this browser. */
export const beginCardSignIn = async (
  stores: Pick<Stores, 'signIns'>,
  id: string,
  browserKey: string,
  intent: Intent,
  at: number,
): Promise<SignIn> => {
  const signIn: SignIn = {
    id,
    browserKey,
    intent,
    state: { step: 'challenged', method: 'smart-card' },
    version: 1,
    expiresAt: at + SIGN_IN_LIFETIME_SECONDS * 1000,
  }
  await stores.signIns.begin(signIn, at)
  return signIn
}

/** @param reference what a refused person reads to support. @returns the refusal as a failure, the rest as a sign-in. */
export async function signInWithCard(
  stores: Stores,
  signIn: SignIn,
  examination: CardExamination,
  reference: string,
  at: number,
): Promise<Outcome<SignIn>> {
  const event = await judge(stores, signIn, examination, at)
  if ('failure' in event) {
    const failureCode = event.failure.code
    const refused = await step(stores.signIns, signIn, { type: 'refused', failureCode, reference })
    if (!refused.ok) return refused
    const certificate = examination.facts?.sha256 ?? null
    const holder = certificate === null ? undefined : await stores.bindings.findBySha256(certificate)
    const account = holder?.accountId ?? null
    await stores.journal.append('sign-in.card-refused', { failure: failureCode, certificate, account, reference }, at)
    if (examination.accepted) await stores.cardEvidence.noteRefusal(reference, failureCode)
    return fail(event.failure)
  }
  const moved = await step(stores.signIns, signIn, event)
  if (moved.ok && event.type === 'card-unknown') {
    await stores.journal.append('sign-in.card-unknown', { certificate: event.card.sha256 }, at)
  }
  return moved.ok ? succeed(moved.value) : moved
}

async function judge(
  stores: Pick<Stores, 'accounts' | 'bindings'>,
  signIn: SignIn,
  examination: CardExamination,
  at: number,
): Promise<SignInEvent | { readonly failure: Failure }> {
  if (!examination.accepted) return { failure: examination.failure }
  const { card } = examination
  const binding = await stores.bindings.findBySha256(card.sha256)
  if (binding === undefined || !sameLinkKey(binding, card)) return { type: 'card-unknown', card }
  if (binding.status !== 'active') return { failure: cardBlocked({}) }
  const account = await stores.accounts.find(binding.accountId)
  if (account?.status !== 'active') return { failure: cardAccountInactive({}) }
  const profile = profileFor(
    signIn.intent.option,
    account.profiles.filter((held) => card.assurances[held] !== undefined),
  )
  const assurance = profile && card.assurances[profile]
  if (profile === undefined || assurance === undefined) return { failure: cardProfileNotHeld({}) }
  return {
    type: 'proven',
    passwordChange: 'not-owed',
    person: {
      accountId: account.id,
      profile,
      method: 'smart-card',
      assurance,
      certificateBindingId: binding.id,
      authenticatedAt: at,
    },
  }
}

/** The hash says it all; the pinned authority and its serial number must agree with it. */
const sameLinkKey = (
  binding: { readonly authoritySha256: string; readonly serialNumber: string },
  card: CardIdentity,
): boolean => binding.authoritySha256 === card.authoritySha256 && binding.serialNumber === card.serialNumber
