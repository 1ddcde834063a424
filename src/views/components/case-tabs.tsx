import type { Messages } from '../../messages/messages.ts'

export interface CaseTabsProps {
  readonly casePath: string
  readonly casesPath: string
  readonly current: 'case' | 'cases'
}

/** S1.32: only for someone who takes part in several. */
export function CaseTabs({ m, casePath, casesPath, current }: CaseTabsProps & { readonly m: Messages }) {
  return (
    <nav class="tabs" aria-label={m.cases.tabs}>
      <a href={casePath} aria-current={current === 'case' ? 'page' : undefined}>
        {m.cases.toCase}
      </a>
      <a href={casesPath} aria-current={current === 'cases' ? 'page' : undefined}>
        {m.cases.toCases}
      </a>
    </nav>
  )
}
