/** The gate: nobody is issued a credential of any kind while an acceptance is owed (S1.44-S1.46). */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { Profile } from '../people/profile.ts'
import { type TermsStore, type TermsVersion, termsOwed } from './terms.ts'

export const termsSuperseded = defineFailure(
  'terms.superseded',
  'conflict',
  'The version that was accepted is not the one in force any more; the person must read the new one.',
)

export interface TermsGate {
  /** The version this account owes as this profile, or undefined. */
  owed(accountId: string, profile: Profile, at: number): Promise<TermsVersion | undefined>
}

export interface Acceptor {
  readonly accountId: string
  readonly profile: Profile
  readonly method: AuthenticationMethod
}

export function createTermsGate(store: TermsStore): TermsGate {
  return {
    async owed(accountId, profile, at) {
      const [versions, acceptances] = await Promise.all([store.versions(), store.acceptances(accountId, profile)])
      return termsOwed(versions, new Set(acceptances.map((acceptance) => acceptance.termsId)), profile, at)
    },
  }
}

/**
 * Keeps the proof that `acceptor` accepted the text that was on the screen. A version that took effect while the
 * person was reading is not accepted by accident: the screen says which text it showed.
 */
export async function acceptTerms(
  store: TermsStore,
  acceptor: Acceptor,
  shownTermsId: string,
  acceptanceId: string,
  at: number,
): Promise<Outcome<TermsVersion>> {
  const owed = await createTermsGate(store).owed(acceptor.accountId, acceptor.profile, at)
  const shown = owed ?? (await store.versions()).find((version) => version.id === shownTermsId)
  if (shown === undefined || shown.id !== shownTermsId) return fail(termsSuperseded({}))
  if (owed !== undefined) {
    await store.accept({ id: acceptanceId, termsId: shown.id, termsSha256: shown.sha256, acceptedAt: at, ...acceptor })
  }
  return succeed(shown)
}
