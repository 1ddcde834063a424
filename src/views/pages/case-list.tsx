import { type CaseSummary, CaseTable } from '../components/case-table.tsx'
import { CaseTabs, type CaseTabsProps } from '../components/case-tabs.tsx'
import { Heading } from '../components/heading.tsx'
import type { Page } from '../page.ts'

export interface CaseListProps {
  readonly cases: readonly CaseSummary[]
  /** S1.32: when there are several, the way back to the case invited to. */
  readonly tabs?: Omit<CaseTabsProps, 'current'>
}

export function caseListPage({ cases, tabs }: CaseListProps): Page {
  return (m) => ({
    title: m.cases.listTitle,
    width: 'wide',
    body: (
      <>
        {tabs === undefined ? null : <CaseTabs m={m} current="cases" {...tabs} />}
        <Heading title={m.cases.listTitle} />
        <section class="panel">
          <CaseTable m={m} cases={cases} />
        </section>
      </>
    ),
  })
}
