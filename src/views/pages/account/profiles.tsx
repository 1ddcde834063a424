import type { Messages, Profile } from '../../../messages/messages.ts'
import { PostButton } from '../../components/form.tsx'
import type { FormTarget } from '../../form-target.ts'

export interface OtherProfilesProps {
  /** Profiles that this session may take; posted to `switchTo`. */
  readonly reachable: readonly { readonly profile: Profile; readonly switchTo: FormTarget }[]
  /** Profiles that are held, but for which this session does not prove enough, or which open nothing now. */
  readonly outOfReach: readonly Profile[]
  /** « Changer de profil »: another login. */
  readonly changeProfile: FormTarget
}

/** S1.50 to S1.52: one profile at a time, another without a private window. Nothing for those who have one. */
export function OtherProfiles({
  m,
  reachable,
  outOfReach,
  changeProfile,
}: OtherProfilesProps & { readonly m: Messages }) {
  const text = m.account
  if (reachable.length === 0 && outOfReach.length === 0) return null
  return (
    <section class="panel">
      <h2>{text.otherProfiles}</h2>
      {reachable.length === 0 ? null : (
        <>
          <p>{text.switchLead}</p>
          <div class="buttons">
            {reachable.map(({ profile, switchTo }) => (
              <PostButton target={switchTo} key={profile}>
                {text.switchTo(m.profiles[profile])}
              </PostButton>
            ))}
          </div>
        </>
      )}
      {outOfReach.length === 0 ? null : (
        <>
          <p>{text.outOfReach(outOfReach.map((profile) => m.profiles[profile]).join(', '))}</p>
          <div class="buttons">
            <PostButton target={changeProfile}>{text.otherLogin}</PostButton>
          </div>
        </>
      )}
    </section>
  )
}
