import type { Messages, Profile } from '../../../messages/messages.ts'
import { PostButton } from '../../components/form.tsx'
import type { FormTarget } from '../../form-target.ts'

export interface SessionEntry {
  readonly since: number
  readonly lastSeenAt: number
  readonly profile: Profile
  readonly method: keyof Messages['account']['methods']
  readonly browser: string | undefined
  /** Absent for the session in use. */
  readonly revoke?: FormTarget
}

export interface SessionsProps {
  readonly entries: readonly SessionEntry[]
  /** Absent when there is no other. */
  readonly revokeOthers?: FormTarget
}

export function Sessions({ m, entries, revokeOthers }: SessionsProps & { readonly m: Messages }) {
  const text = m.account
  return (
    <section class="panel">
      <h2>{text.sessions}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{text.sessionSince}</th>
            <th scope="col">{text.sessionLastSeen}</th>
            <th scope="col">{text.sessionBrowser}</th>
            <th scope="col">{text.sessionProfile}</th>
            <th scope="col">{text.sessionMethod}</th>
            <th scope="col">{m.participants.actions}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.since}-${entry.lastSeenAt}-${entry.profile}`}>
              <td data-label={text.sessionSince}>{m.formats.dateTime(entry.since)}</td>
              <td data-label={text.sessionLastSeen}>{m.formats.dateTime(entry.lastSeenAt)}</td>
              <td data-label={text.sessionBrowser}>{entry.browser ?? text.unknown}</td>
              <td data-label={text.sessionProfile}>{m.profiles[entry.profile]}</td>
              <td data-label={text.sessionMethod}>{text.methods[entry.method]}</td>
              <td data-label={m.participants.actions}>
                {entry.revoke === undefined ? (
                  <span class="badge badge-active">{text.sessionCurrent}</span>
                ) : (
                  <PostButton
                    target={entry.revoke}
                    class="link"
                    label={text.revokeFor(m.formats.dateTime(entry.since))}
                  >
                    {text.revoke}
                  </PostButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {revokeOthers === undefined ? null : <PostButton target={revokeOthers}>{text.revokeOthers}</PostButton>}
    </section>
  )
}
