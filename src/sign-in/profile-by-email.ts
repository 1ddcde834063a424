/** Which of several profiles somebody takes who comes by e-mail: the first under which a case is open (S1.32, S1.34). */
import { whyNoCase } from '../cases/open-cases.ts'
import type { Account } from '../people/account.ts'
import type { Profile } from '../people/profile.ts'
import { PROFILES_OF_OPTION, type WallOption } from './profile-wall.ts'
import type { Stores } from './stores.ts'

/** R1: by e-mail only those of them who have no card; a password is no way around one. */
const WITHOUT_CARD_ONLY: readonly Profile[] = ['expert', 'co-expert']

/** @returns the first profile held when none has a case: why it opens nothing is told after the code. */
export async function profileByEmail(
  { cases, bindings }: Pick<Stores, 'cases' | 'bindings'>,
  option: WallOption,
  { id: accountId, profiles }: Pick<Account, 'id' | 'profiles'>,
  accessCutOff: number,
): Promise<Profile | undefined> {
  const hasCard = (await bindings.listOf(accountId)).length > 0
  const held = PROFILES_OF_OPTION[option].filter(
    (profile) => profiles.includes(profile) && !(hasCard && WITHOUT_CARD_ONLY.includes(profile)),
  )
  for (const profile of held) {
    if ((await whyNoCase(cases, { accountId, profile, method: 'email-code' }, accessCutOff)) === undefined) {
      return profile
    }
  }
  return held[0]
}
