/** Which of several profiles somebody takes who comes by e-mail: the first under which a case is open (S1.32, S1.34). */
import { whyNoCase } from '../cases/open-cases.ts'
import type { Account } from '../people/account.ts'
import type { Profile } from '../people/profile.ts'
import { PROFILES_OF_OPTION, type WallOption } from './profile-wall.ts'
import type { Stores } from './stores.ts'

/** @returns the first profile held when none has a case: why it opens nothing is told after the code. */
export async function profileByEmail(
  cases: Pick<Stores['cases'], 'participations'>,
  option: WallOption,
  { id: accountId, profiles }: Pick<Account, 'id' | 'profiles'>,
  accessCutOff: number,
): Promise<Profile | undefined> {
  const held = PROFILES_OF_OPTION[option].filter((profile) => profiles.includes(profile))
  for (const profile of held) {
    if ((await whyNoCase(cases, { accountId, profile, method: 'email-code' }, accessCutOff)) === undefined) {
      return profile
    }
  }
  return held[0]
}
