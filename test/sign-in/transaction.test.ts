import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CardIdentity } from '../../src/sign-in/card-identity.ts'
import {
  type AuthenticatedPerson,
  accountOf,
  advance,
  type SignInEvent,
  type SignInState,
} from '../../src/sign-in/transaction.ts'

const card = { sha256: 'a'.repeat(64) } as CardIdentity
const proof = { address: 'a@b.test', addressKey: 'a@b.test', purpose: { kind: 'relink', accountId: 'un' } } as const

const accounts = fc.constantFrom('un', 'deux')
const methods = fc.constantFrom('smart-card' as const, 'email-code' as const)
const passwordChanges = fc.constantFrom('owed' as const, 'not-owed' as const)

const people: fc.Arbitrary<AuthenticatedPerson> = fc.record({
  accountId: accounts,
  method: methods,
  profile: fc.constantFrom('expert' as const, 'intervenant-de-partie' as const),
  assurance: fc.constant('password-mail' as const),
  certificateBindingId: fc.constant(undefined),
  authenticatedAt: fc.nat(),
})

const events: fc.Arbitrary<SignInEvent> = fc.oneof(
  fc.constant({ type: 'card-asked-again' as const }),
  fc.constant({ type: 'card-unknown' as const, card }),
  fc.constant({ type: 'address-claimed' as const, proof }),
  fc.constant({ type: 'relink-queued' as const, reference: 'R' }),
  {
    arbitrary: fc.record({ type: fc.constant('proven' as const), person: people, passwordChange: passwordChanges }),
    weight: 3,
  },
  { arbitrary: fc.constant({ type: 'password-changed' as const }), weight: 2 },
  { arbitrary: fc.constant({ type: 'established' as const }), weight: 3 },
  fc.constant({ type: 'refused' as const, failureCode: 'x', reference: 'R' }),
)

const beginnings: fc.Arbitrary<SignInState> = fc.oneof(
  fc.constant({ step: 'challenged' as const, method: 'smart-card' as const }),
  fc.record({
    step: fc.constant('challenged' as const),
    method: fc.constant('email-code' as const),
    accountId: accounts,
    profile: fc.constant('intervenant-de-partie' as const),
  }),
)

/** Plays the events; those that do not belong are refused and change nothing. */
function play(beginning: SignInState, played: readonly SignInEvent[]) {
  const history: { readonly event: SignInEvent; readonly before: SignInState; readonly after: SignInState }[] = []
  let state = beginning
  for (const event of played) {
    const after = advance(Object.freeze(state), Object.freeze(event))
    if (after === undefined) continue
    history.push({ event, before: state, after })
    state = after
  }
  return { state, history }
}

const forAll = (property: (run: ReturnType<typeof play>, beginning: SignInState) => void) =>
  fc.assert(
    fc.property(beginnings, fc.array(events, { maxLength: 25 }), (beginning, played) =>
      property(play(beginning, played), beginning),
    ),
    { numRuns: 500 },
  )

describe('the sign-in, whatever happens in whatever order', () => {
  it('is established only behind a proof, for the person who was proven', () => {
    forAll(({ state, history }) => {
      if (state.step !== 'established') return
      const proven = history.findLast(({ event }) => event.type === 'proven')?.event
      expect(proven?.type === 'proven' && proven.person.accountId).toBe(state.accountId)
    })
  })

  it('is not established while a password change is owed', () => {
    forAll(({ history }) => {
      for (const { event, before } of history) {
        if (event.type !== 'established') continue
        expect(before).toMatchObject({ step: 'authenticated', passwordChange: 'not-owed' })
      }
      const owed = history.findLastIndex(({ event }) => event.type === 'proven' && event.passwordChange === 'owed')
      const established = history.findLastIndex(({ event }) => event.type === 'established')
      if (owed < 0 || established < owed) return
      expect(history.slice(owed, established).some(({ event }) => event.type === 'password-changed')).toBe(true)
    })
  })

  it('ends where it is established: nothing moves it any more', () => {
    forAll(({ history }) => {
      const index = history.findIndex(({ after }) => after.step === 'established')
      if (index >= 0) expect(history).toHaveLength(index + 1)
    })
  })

  it('begun by e-mail for one account authenticates that account by e-mail, or nobody', () => {
    forAll(({ history }, beginning) => {
      if (beginning.step !== 'challenged' || beginning.method !== 'email-code') return
      const [first] = history
      if (first?.event.type !== 'proven') return
      expect(first.event.person).toMatchObject({ method: 'email-code', accountId: beginning.accountId })
    })
  })

  it('takes no proof twice', () => {
    forAll(({ history }) => {
      for (const { event, before } of history)
        if (event.type === 'proven') expect(before.step).not.toBe('authenticated')
    })
  })

  it('knows whose it is from the moment that something is proven for somebody, and until it is over', () => {
    forAll(({ state }) => {
      const owner = accountOf(state)
      if (state.step === 'authenticated') expect(owner).toBe(state.person.accountId)
      if (state.step === 'refused' || state.step === 'unbound') expect(owner).toBeUndefined()
    })
  })
})
