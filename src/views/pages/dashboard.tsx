import { type CaseSummary, CaseTable } from '../components/case-table.tsx'
import { Heading } from '../components/heading.tsx'
import { Notice } from '../components/notice.tsx'
import type { Page } from '../page.ts'

export interface DashboardProps {
  readonly name: string
  readonly cases: readonly CaseSummary[]
  /** Applications to go on to. */
  readonly applications?: readonly { readonly name: string; readonly href: string }[]
  /** S1.48: for experts only. */
  readonly lawyersDirectoryPath?: string
  /** For administrators. */
  readonly relinkQueue?: { readonly path: string; readonly waiting: number }
  /** S2.31: when the certificate in use ends soon. */
  readonly certificateEnd?: { readonly daysLeft: number; readonly notAfter: number; readonly guidePath: string }
}

/** « Tableau de bord » of those who came with a card (S1.11). */
export function dashboardPage(props: DashboardProps): Page {
  const { name, cases, applications = [], lawyersDirectoryPath, relinkQueue, certificateEnd } = props
  const hasShortcuts = lawyersDirectoryPath !== undefined || relinkQueue !== undefined || applications.length > 0
  return (m) => ({
    title: m.cases.dashboardTitle,
    width: 'wide',
    body: (
      <>
        <Heading title={m.cases.dashboardTitle} lead={m.cases.welcome(name)} />
        {certificateEnd === undefined ? null : (
          <Notice tone="warning">
            <p>{m.cases.certificateEnds(certificateEnd.daysLeft, m.formats.date(certificateEnd.notAfter))}</p>
            <p>
              <a href={certificateEnd.guidePath}>{m.cases.certificateGuide}</a>
            </p>
          </Notice>
        )}
        {!hasShortcuts ? null : (
          <nav class="shortcuts" aria-label={m.cases.shortcuts}>
            {lawyersDirectoryPath === undefined ? null : (
              <a class="shortcut" href={lawyersDirectoryPath}>
                <strong>{m.cases.lawyersDirectory}</strong>
                <span>{m.cases.lawyersDirectoryHelp}</span>
              </a>
            )}
            {relinkQueue === undefined ? null : (
              <a class="shortcut" href={relinkQueue.path}>
                <strong>{m.admin.queueTitle}</strong>
                <span>{m.admin.queueHelp(relinkQueue.waiting)}</span>
              </a>
            )}
            {applications.map((application) => (
              <a class="shortcut" href={application.href} key={application.href}>
                <strong>{application.name}</strong>
                <span>{m.applications.shortcutHelp}</span>
              </a>
            ))}
          </nav>
        )}
        <section class="panel">
          <h2>{m.cases.listTitle}</h2>
          <CaseTable m={m} cases={cases} />
        </section>
      </>
    ),
  })
}
