import type { Messages, Profile } from '../../../messages/messages.ts'

export interface LoginEntry {
  readonly id: string
  readonly at: number
  /** Unknown of a login that was refused. */
  readonly profile: Profile | undefined
  readonly method: keyof Messages['account']['methods']
  readonly browser: string | undefined
  readonly outcome: keyof Messages['account']['loginOutcomes']
}

const badges = { succeeded: 'active', refused: 'warning' } as const

export function Logins({ m, logins }: { readonly m: Messages; readonly logins: readonly LoginEntry[] }) {
  const text = m.account
  return (
    <section class="panel">
      <h2>{text.logins}</h2>
      {logins.length === 0 ? (
        <p class="empty">{text.noLogin}</p>
      ) : (
        <>
          <p class="hint">{text.loginHint}</p>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{text.loginAt}</th>
                <th scope="col">{text.sessionProfile}</th>
                <th scope="col">{text.sessionMethod}</th>
                <th scope="col">{text.sessionBrowser}</th>
                <th scope="col">{text.loginOutcome}</th>
              </tr>
            </thead>
            <tbody>
              {logins.map((login) => (
                <tr key={login.id}>
                  <td data-label={text.loginAt}>{m.formats.dateTime(login.at)}</td>
                  <td data-label={text.sessionProfile}>
                    {login.profile === undefined ? text.unknown : m.profiles[login.profile]}
                  </td>
                  <td data-label={text.sessionMethod}>{text.methods[login.method]}</td>
                  <td data-label={text.sessionBrowser}>{login.browser ?? text.unknown}</td>
                  <td data-label={text.loginOutcome}>
                    <span class={`badge badge-${badges[login.outcome]}`}>{text.loginOutcomes[login.outcome]}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
