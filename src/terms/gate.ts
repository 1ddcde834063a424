/** The gate: nobody is issued a credential of any kind while an acceptance is owed (S1.44-S1.46). */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import { defineFailure, fail, type Outcome, succeed } from '../failures/failure.ts'
import type { JournalStore } from '../journal/journal.ts'
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
 * person was reading is not accepted by accident: the screen says which text it showed. Call it in one transaction.
 */
export async function acceptTerms(
  { terms, journal }: { readonly terms: TermsStore; readonly journal: JournalStore },
  acceptor: Acceptor,
  shownTermsId: string,
  acceptanceId: string,
  at: number,
): Promise<Outcome<TermsVersion>> {
  const owed = await createTermsGate(terms).owed(acceptor.accountId, acceptor.profile, at)
  const shown = owed ?? (await terms.versions()).find((version) => version.id === shownTermsId)
  if (shown === undefined || shown.id !== shownTermsId) return fail(termsSuperseded({}))
  if (owed !== undefined) {
    const { id: termsId, sha256 } = shown
    const isFirst = await terms.accept({ id: acceptanceId, termsId, termsSha256: sha256, acceptedAt: at, ...acceptor })
    const { accountId: account, profile } = acceptor
    // Of two tabs that accept at once one leaves a proof, and one entry tells of it.
    if (isFirst) await journal.append('terms.accepted', { account, profile, terms: termsId, sha256 }, at)
  }
  return succeed(shown)
}
