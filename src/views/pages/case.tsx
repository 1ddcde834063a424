import { CaseTabs, type CaseTabsProps } from '../components/case-tabs.tsx'
import { Facts } from '../components/facts.tsx'
import { PostButton } from '../components/form.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import { type ParticipantEntry, ParticipantTable } from '../components/participant-table.tsx'
import type { FormTarget } from '../form-target.ts'
import type { Page } from '../page.ts'

export interface CaseProps {
  readonly reference: string
  readonly title: string
  readonly court: string
  readonly openedAt: number
  readonly participants: readonly ParticipantEntry[]
  /** S1.31: the cross at the top left. */
  readonly leavePath: string
  /** S1.32: when the person takes part in several. */
  readonly tabs?: Omit<CaseTabsProps, 'current'>
  /** For the expert of the case. */
  readonly management?: {
    readonly addPath: string
    /** S1.14 to S1.17: accesses older than the cut-off, all renewed at once. */
    readonly outdated?: { readonly count: number; readonly cutOff: number; readonly regenerateAll: FormTarget }
  }
}

/** One expertise: what it is, and who takes part (S1.18, S1.30). */
export function casePage(props: CaseProps): Page {
  const { reference, title, court, openedAt, participants, leavePath, tabs, management } = props
  return (m) => ({
    title: `${reference} – ${title}`,
    width: 'wide',
    body: (
      <>
        <div class="case-top">
          <a class="leave" href={leavePath}>
            <span class="leave-sign" aria-hidden="true">
              {m.cases.leaveSign}
            </span>
            {m.cases.leave}
          </a>
          {tabs === undefined ? null : <CaseTabs m={m} current="case" {...tabs} />}
        </div>
        <Heading title={title} subtitle={reference} />
        <section class="panel">
          <Facts
            entries={[
              [m.cases.court, court],
              [m.cases.openedAt, m.formats.date(openedAt)],
            ]}
          />
        </section>
        <section class="panel">
          <div class="panel-top">
            <h2>{m.cases.participants}</h2>
            {management === undefined ? null : (
              <a class="button button-primary" href={management.addPath}>
                {m.participants.add}
              </a>
            )}
          </div>
          {management?.outdated === undefined ? null : (
            <Notice tone="warning">
              <p>
                <strong>{m.participants.outdatedTitle(management.outdated.count)}</strong>
              </p>
              <p>{m.participants.outdatedText(m.formats.date(management.outdated.cutOff))}</p>
              <PostButton target={management.outdated.regenerateAll}>{m.participants.regenerateAll}</PostButton>
            </Notice>
          )}
          <ParticipantTable m={m} participants={participants} />
        </section>
      </>
    ),
  })
}
