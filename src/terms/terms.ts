/**
 * The terms of use (CGU): immutable versions, and who owes an acceptance (S1.44). A version marked minor asks nobody
 * again; somebody new accepts the latest version, whatever its kind.
 */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import type { Profile } from '../people/profile.ts'

export interface TermsVersion {
  readonly id: string
  readonly label: string
  readonly audience: readonly Profile[]
  readonly effectiveAt: number
  readonly kind: 'major' | 'minor'
  /** Of the PDF, hex. */
  readonly sha256: string
  readonly publishedAt: number
}

/** The proof (GD-7): who, which exact text, when, as what, and how logged in. */
export interface TermsAcceptance {
  readonly id: string
  readonly accountId: string
  readonly termsId: string
  readonly termsSha256: string
  readonly profile: Profile
  readonly method: AuthenticationMethod
  readonly acceptedAt: number
}

export interface TermsStore {
  publish(version: TermsVersion, pdf: Uint8Array): Promise<void>
  versions(): Promise<readonly TermsVersion[]>
  pdf(termsId: string): Promise<Uint8Array | undefined>
  /** Accepting twice keeps the first proof. @returns whether this is the first. */
  accept(acceptance: TermsAcceptance): Promise<boolean>
  acceptances(accountId: string, profile: Profile): Promise<readonly TermsAcceptance[]>
  /** Under whatever profile, oldest first. */
  acceptancesOf(accountId: string): Promise<readonly TermsAcceptance[]>
  /** Every proof in the order of its id, after `id`, at most `limit`. */
  acceptancesAfter(id: string, limit: number): Promise<readonly TermsAcceptance[]>
  /**
   * Accounts that are active, hold the profile and accepted none of these versions under it; in the order of their id,
   * after `accountId`, at most `limit`.
   */
  withoutAcceptance(
    profile: Profile,
    termsIds: readonly string[],
    accountId: string,
    limit: number,
  ): Promise<readonly { readonly accountId: string; readonly email: string }[]>
}

/**
 * @returns the version that must be accepted before anything else, or undefined when nothing is owed.
 * @param versions every published version, in any order.
 */
export function termsOwed(
  versions: readonly TermsVersion[],
  acceptedIds: ReadonlySet<string>,
  profile: Profile,
  at: number,
): TermsVersion | undefined {
  const enough = versionsThatSettle(versions, profile, at)
  return enough.some((version) => acceptedIds.has(version.id)) ? undefined : enough.at(-1)
}

/** The versions of which accepting one is enough, oldest first: the last major one in force and what corrected it. */
export function versionsThatSettle(
  versions: readonly TermsVersion[],
  profile: Profile,
  at: number,
): readonly TermsVersion[] {
  const inForce = versions
    .filter((version) => version.audience.includes(profile) && version.effectiveAt <= at)
    .sort(byEffect)
  const lastMajor = inForce.findLastIndex((version) => version.kind === 'major')
  return inForce.slice(Math.max(lastMajor, 0))
}

const byEffect = (left: TermsVersion, right: TermsVersion): number =>
  left.effectiveAt - right.effectiveAt || left.publishedAt - right.publishedAt
