/** The end of every sign-in, and the only place that opens a session: all factors proven, nothing owed. */
import { entryExpertise } from '../cases/participation.ts'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { Random } from '../ports/random.ts'
import type { SessionLifetimes } from '../sessions/lifetime.ts'
import type { Session } from '../sessions/session.ts'
import { createTermsGate } from '../terms/gate.ts'
import type { TermsVersion } from '../terms/terms.ts'
import { type SignIn, signInElsewhere, step } from './sign-in.ts'
import type { Stores, Transact } from './stores.ts'

export const accountInactive = defineFailure(
  'sign-in.account-inactive',
  'forbidden',
  'The account or the card was deactivated while the sign-in was under way.',
)

/** What stands between a sign-in and its session, in the order in which it is asked. */
export type Owed =
  | { readonly step: 'new-password' }
  | { readonly step: 'terms'; readonly version: TermsVersion }
  | { readonly step: 'nothing' }

/** @returns undefined when nobody is authenticated in this sign-in. */
export async function owedBy(stores: Pick<Stores, 'terms'>, signIn: SignIn, at: number): Promise<Owed | undefined> {
  const { state } = signIn
  if (state.step !== 'authenticated') return undefined
  if (state.passwordChange === 'owed') return { step: 'new-password' }
  const version = await createTermsGate(stores.terms).owed(state.person.accountId, state.person.profile, at)
  return version === undefined ? { step: 'nothing' } : { step: 'terms', version }
}

export interface Browser {
  /** SHA-256 of the session identifier that the browser is about to get. */
  readonly sessionIdHash: string
  /** SHA-256 of the browser's own mark; undefined on a shared computer. */
  readonly browserHash: string | undefined
  readonly userAgent: string
}

export type Establisher = (signIn: SignIn, browser: Browser, at: number) => Promise<Outcome<Session>>

/** @param accessCutOff accesses created before this instant open nothing any more (S1.15). */
export function createEstablisher(
  transact: Transact,
  lifetimes: SessionLifetimes,
  random: Random,
  accessCutOff: number,
): Establisher {
  return (signIn, browser, at) =>
    transact(async (stores) => {
      const { state } = signIn
      const owed = await owedBy(stores, signIn, at)
      if (state.step !== 'authenticated' || owed?.step !== 'nothing') return fail(signInElsewhere({}))
      const { person } = state

      const account = await stores.accounts.find(person.accountId)
      if (account?.status !== 'active' || !account.profiles.includes(person.profile)) return fail(accountInactive({}))
      const cards = await stores.bindings.listOf(account.id)
      const card = cards.find((binding) => binding.id === person.certificateBindingId)
      if (person.certificateBindingId !== undefined && card?.status !== 'active') return fail(accountInactive({}))

      const established = await step(stores.signIns, signIn, { type: 'established' })
      if (!established.ok) return established

      const entry =
        person.method === 'email-code'
          ? entryExpertise(await stores.cases.participations(account.id, person.profile, accessCutOff))
          : undefined
      const session: Session = {
        idHash: browser.sessionIdHash,
        handle: Buffer.from(random.bytes(9)).toString('base64url'),
        accountId: account.id,
        profile: person.profile,
        method: person.method,
        assurance: person.assurance,
        certificateBindingId: person.certificateBindingId,
        entryExpertiseId: entry?.id,
        userAgent: browser.userAgent.slice(0, 300),
        authenticatedAt: person.authenticatedAt,
        lastSeenAt: at,
        expiresAt: at + lifetimes.absoluteSeconds[person.method] * 1000,
        endedAt: undefined,
      }
      await stores.sessions.open(session)
      if (card !== undefined) await stores.bindings.markUsed(card.id, at)
      if (browser.browserHash !== undefined) await stores.knownBrowsers.remember(account.id, browser.browserHash, at)
      await stores.journal.append(
        'session.opened',
        { account: account.id, profile: person.profile, method: person.method, session: session.handle },
        at,
      )
      return succeed(session)
    })
}
