/** Somebody who comes by e-mail comes for a case: with none that is open to them there is nothing to log in to (S1.15, R4). */
import type { AuthenticationMethod } from '../assurance/assurance.ts'
import { defineFailure, type Failure } from '../failures/failure.ts'
import type { Profile } from '../people/profile.ts'
import { accessesCountFrom } from './access-cut-off.ts'
import type { CaseStore, Participation } from './participation.ts'

export const noOpenCase = defineFailure<{ cutOffAt: number | null }>(
  'cases.none-open',
  'forbidden',
  'The person proved who they are, but no case is open to them under this profile.',
  ({ cutOffAt }) =>
    cutOffAt === null ? 'No entry is active.' : `An access is older than ${new Date(cutOffAt).toISOString()}.`,
)

interface Comer {
  readonly accountId: string
  readonly profile: Profile
  readonly method: AuthenticationMethod
}

/** The cases open to a person in a session of this method, last invitation first. */
export const openCases = (
  cases: Pick<CaseStore, 'participations'>,
  { accountId, profile, method }: Comer,
  accessCutOff: number,
): Promise<readonly Participation[]> =>
  cases.participations(accountId, profile, accessesCountFrom(method, accessCutOff))

/** Whoever comes by card has a dashboard, and a candidate a portal of their own. */
export async function whyNoCase(
  cases: Pick<CaseStore, 'participations'>,
  comer: Comer,
  accessCutOff: number,
): Promise<Failure | undefined> {
  if (comer.method !== 'email-code' || comer.profile === 'candidat') return undefined
  if ((await openCases(cases, comer, accessCutOff)).length > 0) return undefined
  const outdated = (await openCases(cases, comer, 0)).length > 0
  return noOpenCase({ cutOffAt: outdated ? accessCutOff : null })
}
