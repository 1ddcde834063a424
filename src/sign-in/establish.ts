/** The end of every sign-in, and the only place that opens a session: all factors proven, nothing owed. */
import { openCases, whyNoCase } from '../cases/open-cases.ts'
import { entryExpertise } from '../cases/participation.ts'
import { defineFailure, type Failure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { Random } from '../ports/random.ts'
import type { SessionLifetimes } from '../sessions/lifetime.ts'
import { carriesOn, type Session } from '../sessions/session.ts'
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
  /** Nothing that the person could do here helps: opening refuses, and says why. */
  | { readonly step: 'a-case'; readonly failure: Failure }
  | { readonly step: 'new-password' }
  | { readonly step: 'terms'; readonly version: TermsVersion }
  | { readonly step: 'nothing' }

export interface Browser {
  /** SHA-256 of the session identifier that the browser is about to get. */
  readonly sessionIdHash: string
  /** SHA-256 of the browser's own mark; undefined on a shared computer. */
  readonly browserHash: string | undefined
  readonly userAgent: string
  /** The session that this browser has until now: one browser, one session. */
  readonly replaces: Session | undefined
}

export interface Establisher {
  /** @returns undefined when nobody is authenticated in this sign-in. */
  owed(signIn: SignIn, at: number): Promise<Owed | undefined>
  /** Opens the session when nothing is owed. */
  open(signIn: SignIn, browser: Browser, at: number): Promise<Outcome<Session>>
}

/** @param accessCutOff accesses created before this instant open nothing any more (S1.15). */
export function createEstablisher(
  stores: Pick<Stores, 'cases' | 'terms'>,
  transact: Transact,
  lifetimes: SessionLifetimes,
  random: Random,
  accessCutOff: number,
): Establisher {
  return {
    owed: (signIn, at) => owedBy(stores, signIn, at),

    open: (signIn, browser, at) =>
      transact(async (within) => {
        const { state } = signIn
        if (state.step !== 'authenticated') return fail(signInElsewhere({}))
        const { person } = state
        // Whoever takes an access away waits until this session is there to be ended, or has taken it already.
        await within.accounts.lock(person.accountId)
        const owed = await owedBy(within, signIn, at)
        if (owed?.step === 'a-case') return refuse(within, signIn, person.accountId, owed.failure, at)
        if (owed?.step !== 'nothing') return fail(signInElsewhere({}))

        const account = await within.accounts.find(person.accountId)
        if (account?.status !== 'active' || !account.profiles.includes(person.profile)) return fail(accountInactive({}))
        const cards = await within.bindings.listOf(account.id)
        const card = cards.find((binding) => binding.id === person.certificateBindingId)
        if (person.certificateBindingId !== undefined && card?.status !== 'active') return fail(accountInactive({}))

        const established = await step(within.signIns, signIn, { type: 'established' })
        if (!established.ok) return established

        const entry =
          person.method === 'email-code'
            ? entryExpertise(await openCases(within.cases, person, accessCutOff))
            : undefined
        const session = await keep(within, browser.replaces, at, {
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
        })
        if (card !== undefined) await within.bindings.markUsed(card.id, at)
        if (browser.browserHash !== undefined) await within.knownBrowsers.remember(account.id, browser.browserHash, at)
        await within.journal.append(
          'session.opened',
          { account: account.id, profile: person.profile, method: person.method, session: session.handle },
          at,
        )
        for (const invitation of await within.invitations.accept(account.id, person.profile, at)) {
          await within.journal.append('invitation.accepted', { invitation, account: account.id }, at)
        }
        return succeed(session)
      }),
  }

  async function owedBy(
    { cases, terms }: Pick<Stores, 'cases' | 'terms'>,
    { state }: SignIn,
    at: number,
  ): Promise<Owed | undefined> {
    if (state.step !== 'authenticated') return undefined
    const { person } = state
    const failure = await whyNoCase(cases, person, accessCutOff)
    if (failure !== undefined) return { step: 'a-case', failure }
    if (state.passwordChange === 'owed') return { step: 'new-password' }
    const version = await createTermsGate(terms).owed(person.accountId, person.profile, at)
    return version === undefined ? { step: 'nothing' } : { step: 'terms', version }
  }
}

/** One browser, one session: the former goes on in the new one, or ends. */
async function keep(within: Stores, former: Session | undefined, at: number, session: Session): Promise<Session> {
  if (former !== undefined && carriesOn(former, session)) {
    const carried = { ...session, handle: former.handle }
    if (await within.sessions.goOn(former.idHash, carried)) return carried
  }
  if (former !== undefined) {
    const { idHash, accountId: account, handle } = former
    await within.sessions.end(idHash, 'replaced', at)
    await within.journal.append('session.ended', { account, session: handle, reason: 'replaced' }, at)
  }
  await within.sessions.open(session)
  return session
}

async function refuse(
  within: Stores,
  signIn: SignIn,
  account: string,
  failure: Failure,
  at: number,
): Promise<Outcome<Session>> {
  const refused = await step(within.signIns, signIn, {
    type: 'refused',
    failureCode: failure.code,
    reference: signIn.id,
  })
  if (!refused.ok) return refused
  await within.journal.append('access.none-open', { account, signIn: signIn.id, failure: failure.code }, at)
  return fail(failure)
}
