import type { Messages } from '../../messages/messages.ts'
import { PostButton } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface ApplicationEntry {
  readonly name: string
  readonly homeUri?: string
  readonly openedAt: number
  readonly state: keyof Messages['applications']['states']
  readonly sessionHandle: string
  readonly thisSession: boolean
}

/** « Mes applications »: what I am logged in to. */
export function applicationsPage({ entries }: { readonly entries: readonly ApplicationEntry[] }): Page {
  return (m) => ({
    title: m.applications.title,
    width: 'wide',
    body: (
      <>
        <Heading title={m.applications.title} lead={m.applications.lead} />
        <section class="panel">
          {entries.length === 0 ? <p class="empty">{m.applications.none}</p> : <Entries m={m} entries={entries} />}
        </section>
      </>
    ),
  })
}

function Entries({ m, entries }: { readonly m: Messages; readonly entries: readonly ApplicationEntry[] }) {
  const text = m.applications
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col">{text.openedAt}</th>
          <th scope="col">{text.session}</th>
          <th scope="col">{text.state}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.sessionHandle} ${entry.name}`}>
            <td data-label={text.name}>
              {entry.homeUri === undefined ? (
                entry.name
              ) : (
                <a href={entry.homeUri} aria-label={text.open(entry.name)}>
                  {entry.name}
                </a>
              )}
            </td>
            <td data-label={text.openedAt}>{m.formats.dateTime(entry.openedAt)}</td>
            <td data-label={text.session}>
              {entry.thisSession ? text.thisSession : text.otherSession(entry.sessionHandle)}
            </td>
            <td data-label={text.state}>
              <span class={`badge badge-${entry.state === 'open' ? 'active' : 'inactive'}`}>
                {text.states[entry.state]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export interface LeaveProps {
  readonly application?: string
  readonly leave: FormTarget
  readonly stayPath: string
}

/** An application sends the browser to log out, without proof that the session is its own. */
export function leavePage({ application, leave, stayPath }: LeaveProps): Page {
  return (m) => ({
    title: m.applications.leaveTitle,
    width: 'narrow',
    body: (
      <section class="panel">
        <Heading
          title={m.applications.leaveTitle}
          lead={m.applications.leaveLead(application ?? m.applications.someApplication)}
        />
        <p>{m.applications.leaveEffect}</p>
        <div class="buttons">
          <PostButton target={leave} class="button button-primary">
            {m.applications.leave}
          </PostButton>
          <a class="button button-secondary" href={stayPath}>
            {m.applications.stay}
          </a>
        </div>
      </section>
    ),
  })
}
