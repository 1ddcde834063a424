import { CaseTabs, type CaseTabsProps } from '../components/case-tabs.tsx'
import { Facts } from '../components/facts.tsx'
import { Heading } from '../components/heading.tsx'
import { type ParticipantEntry, ParticipantTable } from '../components/participant-table.tsx'
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
}

/** One expertise: what it is, and who takes part (S1.18, S1.30). */
export function casePage({ reference, title, court, openedAt, participants, leavePath, tabs }: CaseProps): Page {
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
          <h2>{m.cases.participants}</h2>
          <ParticipantTable m={m} participants={participants} />
        </section>
      </>
    ),
  })
}
